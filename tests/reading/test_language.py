"""Ours are told apart, others are kept off, and a fragment is not guessed at."""

import pytest

from mailwithdraw.reading.language import language_of

OURS = {
    "en": "We were pleased to read your application and would like to talk to you about the position next week.",
    "de": "Wir haben uns über Ihre Bewerbung gefreut und möchten Sie gerne in der nächsten Woche kennenlernen.",
    "fr": "Nous avons lu votre candidature avec plaisir et nous aimerions vous rencontrer la semaine prochaine.",
    "es": "Hemos leído su candidatura con mucho interés y nos gustaría hablar con usted la próxima semana.",
    "nl": "Wij hebben je sollicitatie met plezier gelezen en willen graag volgende week met je kennismaken.",
    "pt": "Recebemos a sua candidatura e gostaríamos de falar com você sobre a vaga na próxima semana.",
    "it": "Abbiamo letto con piacere la sua candidatura e vorremmo parlare con lei la settimana prossima.",
}

OTHERS = {
    "sv": "Vi har läst din ansökan och vill gärna träffa dig för en intervju om tjänsten i nästa vecka.",
    "da": "Vi har læst din ansøgning og vil gerne møde dig til en samtale om stillingen i næste uge, hvis det passer jer.",
    "pl": "Dziękujemy za przesłanie aplikacji, chcielibyśmy się z Panem spotkać, czy jest to możliwe w tym tygodniu?",
    "fi": "Kiitos hakemuksestasi, haluamme tavata sinut ja kertoa siitä mitä me teemme, jos se sopii sinun aikatauluun.",
    "cs": "Děkujeme za váš zájem, rádi bychom se s vámi setkali, pokud je to možné, a aby jste nás také poznal.",
    "tr": "Başvurunuz için teşekkür ederiz, sizi bu hafta bir görüşme için ofisimize davet etmek ve tanışmak isteriz.",
    "ru": "Мы рассмотрели ваше резюме и хотели бы пригласить вас на собеседование на следующей неделе.",
    "uk": "Ми розглянули ваше резюме і хотіли б запросити вас на співбесіду наступного тижня, якщо це можливо.",
    "zh": "感谢您的申请，我们希望邀请您参加下周的面试。",
    "ja": "ご応募ありがとうございます。来週の面接にお越しいただけますでしょうか。",
    "ko": "지원해 주셔서 감사합니다. 다음 주에 면접에 초대하고 싶습니다.",
    "ar": "شكرا على طلبك ونود دعوتك إلى مقابلة في الأسبوع المقبل",
    "he": "תודה על פנייתך ונשמח להזמין אותך לראיון בשבוע הבא",
    "el": "Ευχαριστούμε για την αίτησή σας και θα θέλαμε να σας καλέσουμε σε συνέντευξη",
}


@pytest.mark.parametrize(("code", "text"), [*OURS.items(), *OTHERS.items()])
def test_a_sentence_of_a_language_is_recognised_as_that_language(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "ok", "12:30", "Mo 9.5.", "https://example.com/the/and/you?of=it", "Re: FYI"]
)
def test_a_fragment_is_undetermined(text: str) -> None:
    assert language_of(text) == "und"


def test_accents_left_out_do_not_change_the_language() -> None:
    assert (
        language_of("Nous avons lu votre candidature et nous aimerions vous parler, merci de nous ecrire")
        == "fr"
    )


def test_half_a_text_in_chinese_is_chinese_though_its_letters_are_fewer() -> None:
    english = "Founded in 1996, we are expecting your cooperation and trade. "
    assert language_of(english + "欧威照明器材厂一直致力于投射灯的开发和生产") == "zh"


def test_a_long_text_without_a_word_of_function_is_no_language() -> None:
    assert language_of("Bolts Screws Washers Nuts Hinges " * 40) == "und"


def test_an_english_mail_with_a_russian_signature_stays_english() -> None:
    text = (
        "Would you be free for a call with us on Thursday? Let me know what suits you.\n\nИван Петров, Москва"
    )
    assert language_of(text) == "en"


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert language_of(OURS["de"] + " " * 4000 + OURS["en"] * 50) == "de"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Senior Ironmonger, Northwick. Warehouse Lead, Thornbridge. Shift Planning, Hollowell."),
        (
            "de",
            "Werkzeugmechaniker, Schichtbetrieb. Buchhalterin, Teilzeit. Sachbearbeitung Einkauf, Vollzeit.",
        ),
        ("fr", "Chauffeur poids lourd, Villeneuve. Comptable fournisseurs, Roubaix. Technicien qualité."),
        ("nl", "Vrachtwagenchauffeur, dagdienst. Werkvoorbereider riolering. Bedrijfsjurist, verzekeringen."),
        ("es", "Camarero, jornada completa. Jefa de cocina, Zaragoza. Mozo de almacén, turno de noche."),
        ("pt", "Ajudante de cozinha, Guimarães. Técnico de manutenção, Matosinhos. Operador de armazém."),
        ("it", "Magazziniere, turni notturni. Addetta vendite, Cagliari. Impiegato amministrativo, Brescia."),
    ],
)
def test_a_list_without_a_single_function_word_is_told_by_its_letters(code: str, text: str) -> None:
    assert language_of(text) == code
