"""What mail programs and providers call Drafts, Sent and Trash, for servers that do not tell (RFC 6154)."""

NAMES: dict[str, tuple[str, ...]] = {
    "drafts": (
        "Drafts", "Draft", "Draft Items",
        "Entwürfe", "Entwurf", "Entwuerfe",  # German
        "Brouillons", "Brouillon",  # French
        "Borradores", "Borrador",  # Spanish
        "Bozze", "Bozza",  # Italian
        "Rascunhos", "Rascunho",  # Portuguese
        "Concepten", "Klad", "Kladversies",  # Dutch
        "Esborranys",  # Catalan
        "Szkice", "Kopie robocze", "Wersje robocze", "Robocze",  # Polish
        "Utkast",  # Swedish, Norwegian
        "Kladder", "Udkast", "Kladde",  # Danish
        "Kladd",  # Norwegian
        "Luonnokset",  # Finnish
        "Koncepty", "Rozepsané", "Rozepsaná pošta",  # Czech
        "Rozpísané", "Koncepty správ",  # Slovak
        "Piszkozatok", "Vázlatok",  # Hungarian
        "Ciorne", "Schițe",  # Romanian
        "Skice",  # Croatian
        "Osnutki",  # Slovenian
        "Mustandid",  # Estonian
        "Juodraščiai",  # Lithuanian
        "Melnraksti",  # Latvian
        "Taslaklar",  # Turkish
        "Πρόχειρα",  # Greek
        "Черновики",  # Russian
        "Чернетки",  # Ukrainian
        "Чернови",  # Bulgarian
        "טיוטות",  # Hebrew
        "المسودات", "مسودات",  # Arabic
        "下書き",  # Japanese
        "草稿", "草稿箱", "草稿夹", "草稿匣",  # Chinese
        "임시보관함", "임시 보관함",  # Korean
        "Thư nháp", "Bản nháp",  # Vietnamese
        "Draf", "Konsep",  # Indonesian
    ),
    "sent": (
        "Sent", "Sent Items", "Sent Mail", "Sent Messages", "Sent-Mail", "sent-mail",
        "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten",
        "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Envoyés", "Objets envoyés",
        "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado",
        "Posta inviata", "Inviata", "Inviati", "Messaggi inviati", "Elementi inviati",
        "Itens enviados", "Mensagens enviadas", "E-mails enviados", "Correio enviado",
        "Verzonden", "Verzonden items", "Verzonden berichten", "Verzonden e-mail",
        "Enviats", "Elements enviats",
        "Wysłane", "Elementy wysłane", "Wysłana poczta",
        "Skickat", "Skickade", "Skickade objekt", "Skickade meddelanden",
        "Sendt", "Sendt post", "Sendte elementer", "Sendte",
        "Lähetetyt", "Lähetetyt viestit",
        "Odeslané", "Odeslaná pošta", "Odeslaná",
        "Odoslané", "Odoslaná pošta",
        "Elküldött", "Elküldött elemek", "Elküldött üzenetek",
        "Trimise", "Mesaje trimise", "Elemente trimise",
        "Poslano", "Poslane stavke",
        "Saadetud", "Išsiųsti", "Nosūtītie",
        "Gönderilmiş", "Gönderilmiş Öğeler", "Gönderilenler", "Gönderilmiş Postalar",
        "Απεσταλμένα", "Σταλμένα",
        "Отправленные", "Надіслані", "Изпратени",
        "דואר יוצא", "פריטים שנשלחו",
        "المرسلة", "البريد المرسل",
        "送信済み", "送信済みアイテム", "送信済みメール",
        "已发送", "已发送邮件", "已发邮件", "寄件備份", "寄件備份匣",
        "보낸편지함", "보낸 편지함", "보낸메일함",
        "Thư đã gửi", "Terkirim",
    ),
    "trash": (
        "Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin", "Rubbish", "Deleted-Items",
        "Papierkorb", "Gelöschte Elemente", "Gelöschte Objekte", "Gelöscht",
        "Corbeille", "Éléments supprimés", "Messages supprimés", "Poubelle",
        "Papelera", "Elementos eliminados", "Eliminados",
        "Cestino", "Posta eliminata", "Elementi eliminati",
        "Lixeira", "Lixo", "Itens excluídos", "Itens eliminados",
        "Prullenbak", "Prullenmand", "Verwijderde items", "Verwijderd",
        "Paperera",
        "Kosz", "Elementy usunięte", "Usunięte",
        "Papperskorgen", "Papperskorg", "Borttaget",
        "Papirkurv", "Slettet post", "Slettede elementer", "Søppel",
        "Roskakori", "Poistetut",
        "Koš", "Odstraněná pošta", "Kôš", "Odstránená pošta",
        "Kuka", "Lomtár", "Törölt elemek",
        "Coș de gunoi", "Gunoi", "Elemente șterse",
        "Smeće", "Smetnjak", "Koš za smeti",
        "Prügi", "Šiukšlinė", "Atkritne",
        "Çöp", "Çöp Kutusu", "Silinmiş Öğeler",
        "Κάδος", "Κάδος απορριμμάτων", "Διαγραμμένα",
        "Корзина", "Удаленные", "Удалённые", "Кошик", "Кошче",
        "אשפה", "פריטים שנמחקו",
        "المهملات", "سلة المهملات",
        "ゴミ箱", "ごみ箱", "削除済みアイテム",
        "已删除", "已删除邮件", "垃圾桶", "刪除的郵件",
        "휴지통", "지운편지함", "지운 편지함",
        "Thùng rác", "Sampah",
    ),
}  # fmt: skip
