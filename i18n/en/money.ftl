### Pledges, exchange rates and the ledger: errors and mails.

error-project-not-open-title = No pledges are taken now
error-project-not-open = This project takes no pledges at the moment. Follow it to hear when that changes, or choose another.
error-no-bank-account-title = There is no bank account yet
error-no-bank-account = The organization that carries this project out has not given a bank account for this currency. Choose som, or ask the organization.
error-exchange-rate-missing-title = The exchange rate is missing
error-exchange-rate-missing = There is no recent exchange rate for { $currency }. Choose another currency or try again later.
error-wrong-state-title = Not possible any more
error-wrong-state = This can't be done in the present state ({ $state }). Reload the page to see what has changed.
error-not-enough-money-title = Not enough money
error-not-enough-money = The project's account has { $left }, and this needs { $asked }. Enter less, or wait until more has come.
error-four-eyes-title = Another person must decide
error-four-eyes = Whoever entered this can't decide on it, and nobody else can take it back. Ask another member with the right to it.
error-decisions-pending-title = Decide on the others first
error-decisions-pending = Payments of this project, or a refund to everyone who paid, still wait for a decision. Decide on those first.
error-plan-says-otherwise-title = The plan says otherwise
error-plan-says-otherwise = The project's plan, which donors have seen, says that this money goes elsewhere. Follow the plan.

mail-pledge-made-subject = Kopuro: how to pay your pledge
mail-pledge-made-text =
    Hello,

    Thank you for promising { $amount } for “{ $project }”. It counts once the bank shows it. Please transfer { $expected } to:

    { $holder }
    { $bank }, account { $account }
    Reference: { $reference }

    The reference must stand in the payment's purpose: by it your transfer is recognised. Please pay by { $until }. Your pledge:

    { $link }
mail-pledge-received-subject = Kopuro: your money has arrived
mail-pledge-received-text =
    Hello,

    { $amount } for “{ $project }” has arrived; the bank statement of { $date } proves it. Your receipt, which anyone can verify by its link:

    { $link }
mail-pledge-lapsed-subject = Kopuro: your pledge has lapsed
mail-pledge-lapsed-text =
    Hello,

    Your pledge of { $amount } for “{ $project }” was not paid by { $date } and no longer counts. If you still want to help, you can make a new one:

    { $link }
mail-pledge-refunded-subject = Kopuro: your money comes back
mail-pledge-refunded-text =
    Hello,

    { $amount } that you paid for “{ $project }” is being paid back to you. The reason: { $reason }

    Two people of the organization have approved it, and it is in the project's public account. Your pledge:

    { $link }
