"""What people write."""

from typing import Final

SUBJECTS: Final = (
    "Printer broken",
    "Cannot log in to the portal",
    "VPN drops every hour",
    "Grade missing in the system",
    "Wrong name on my card",
    "Projector in room 12",
    "Mail quota",
)
QUESTIONS: Final = (
    "Hello, my printer does not print. What can I do?",
    "Hello, the portal does not take my password since this morning. Can you help?",
    "The VPN drops every hour and I have to log in again. What is wrong with it?",
    "My grade of last term is missing in the system. Who can add it?",
    "My name is written wrongly on my card. How do I get a new one?",
    "The projector in room 12 shows only a blue picture. Can somebody have a look?",
    "I can not receive mail any more, it says quota exceeded. Can I have more?",
)
ANSWERS: Final = (
    "Please switch it off and on again and press the green key. Does it work then?",
    "We have reset your account. Can you try again and tell us what you see?",
    "Please send us the number on the sticker below the device, then we can look it up.",
)
REPLIES: Final = (
    "It still does not work, the lamp is red now. What shall I do next?",
    "I tried that and there is another error message: code 17. What does it mean?",
    "Where do I find that? I see three menus and none of them has such an entry.",
)
THANKS: Final = "Thank you very much!"
NOTE: Final = "Has anybody the key of the server room? I think it is the switch there."
PROGRESS: Final = "We have ordered the spare part and it will arrive next week."


def closing(customer: str, operator: str, number: str) -> str:
    """The canned closing statement as an operator copies it."""
    return f"""Hello {customer},

thank you for letting us know. I am glad that your question has been solved,
and with this we close number {number.lstrip("#")}.

If anything else comes up, just reply to this mail or write to us again; we
are happy to help you.

Kind regards,
{operator}"""
