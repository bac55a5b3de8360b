### Cases: mails carry the number and a link, never a word of the case.

mail-case-confirm-subject = Kopuro: send your question
mail-case-confirm-text =
    Hello,

    A question was written with your address. To send it, open this link:

    { $link }

    Keep the link to yourself: whoever has it sees your question and the answer. You follow your case by it. The question waits for three days. If you asked nothing, you need not do anything.
mail-case-received-subject = Kopuro: case { $number } is open
mail-case-received-text =
    Hello,

    Your question has the number { $number }. Here you see who has it and until when an answer is due:

    { $link }
mail-case-answered-subject = Kopuro: case { $number } has an answer
mail-case-answered-text =
    Hello,

    There is an answer in your case { $number }:

    { $link }

    If it does not settle the matter, reply to it there. Without a reply the case is closed after two weeks.
mail-case-asked-back-subject = Kopuro: a question about case { $number }
mail-case-asked-back-text =
    Hello,

    To answer your case { $number }, the department needs to know something more. It waits for your reply:

    { $link }
mail-case-moved-subject = Kopuro: another department has case { $number }
mail-case-moved-text =
    Hello,

    Your case { $number } now lies with another department. Which one, and why:

    { $link }
mail-case-overdue-subject = Kopuro: case { $number } is overdue
mail-case-overdue-text =
    Hello,

    The answer to your case { $number } should have come by now. The department was told, and the one above it where there is one:

    { $link }
mail-case-closed-subject = Kopuro: case { $number } is closed
mail-case-closed-text =
    Hello,

    Your case { $number } was closed. Why, and how you found the answer, can be said here; a reply within 30 days opens it again:

    { $link }
mail-case-closed-automatically-subject = Kopuro: case { $number } was closed
mail-case-closed-automatically-text =
    Hello,

    Nobody replied to the answer in your case { $number } for two weeks, so it was closed. A reply within 30 days opens it again:

    { $link }
mail-case-desk-new-subject = Kopuro: new case { $number }
mail-case-desk-new-text =
    Hello,

    Case { $number } came to your desk. The question and its due date:

    { $link }
mail-case-desk-assigned-subject = Kopuro: case { $number } is yours
mail-case-desk-assigned-text =
    Hello,

    Case { $number } was given to you. The question and its due date:

    { $link }
mail-case-desk-replied-subject = Kopuro: a reply in case { $number }
mail-case-desk-replied-text =
    Hello,

    The person who asks has replied in case { $number }:

    { $link }
mail-case-desk-reminder-subject = Kopuro: case { $number } is due soon
mail-case-desk-reminder-text =
    Hello,

    Case { $number } still has no answer, and its due date is near:

    { $link }
mail-case-desk-overdue-subject = Kopuro: case { $number } is overdue
mail-case-desk-overdue-text =
    Hello,

    The due date of case { $number } has passed without an answer. The person who asks was told, and the desk above yours where there is one:

    { $link }
mail-case-desk-escalated-subject = Kopuro: case { $number } came up to you
mail-case-desk-escalated-text =
    Hello,

    Case { $number } lies with a desk below yours, and its due date has passed without an answer. You can read it, and give it to a desk that answers:

    { $link }

error-sender-blocked-title = This desk does not hear you
error-sender-blocked = This desk has blocked you. Why stands under “My blocks”; you can appeal to the stewards there.
mail-case-sender-blocked-subject = Kopuro: a desk has blocked you
mail-case-sender-blocked-text =
    Hello,

    The desk of your case { $number } takes no more questions and replies from you. The reason stands in your account, where you can appeal to the stewards. Your case:

    { $link }
mail-case-appeal-decided-subject = Kopuro: your appeal was decided
mail-case-appeal-decided-text =
    Hello,

    A steward has decided on your appeal in case { $number }. What was decided, and why, stands in your account. Your case:

    { $link }
