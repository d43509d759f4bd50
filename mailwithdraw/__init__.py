r"""The life of one message.

    bytes --reading.mime--> Message --reading.detect--> Detection (kind, stage, evidence)
                                    \--reading.facts--> Facts (each with its quote)
    Facts x Criteria --deciding--> Decision (verdict, reasons, reasons to go)
    Decision x stage --writing--> Letter --firewall--> Draft
    Draft --once: intend, look, append, check, mark, confirm--> Drafts

`plan.judge` computes all but the last line and touches nothing. `sweep` makes one pass over an account
and hands each draft to `once`, which puts it into Drafts exactly once. Nothing here can send mail.
"""

__version__ = "0.1.0"
