### Bank statements: errors and mails.

error-statement-format-unknown-title = This is not a statement that can be read
error-statement-format-unknown = The file is neither camt.053 or camt.054 (versions 001.02 and 001.08) nor a table: { $found }. Ask the bank for one of these formats.
error-statement-malformed-title = The statement has a fault
error-statement-malformed = Line { $line }, entry { $entry }: “{ $element }” is missing or can't be read. Download the statement from the bank again; nothing was imported.
error-statement-truncated-title = The statement is not complete
error-statement-truncated = The file ends in the middle, at line { $line }. Download it from the bank again; nothing was imported.
error-statement-forbidden-xml-title = This statement is not accepted
error-statement-forbidden-xml = Line { $line }: the file has a document type declaration or entities, which no bank needs and which can do harm. Download the statement from the bank itself.
error-statement-encoding-wrong-title = The letters can't be read
error-statement-encoding-wrong = Line { $line }: the text is not { $encoding }. Choose the encoding that the bank uses in the settings of this account's table, or download the file again.
error-statement-other-account-title = A statement of another account
error-statement-other-account = The statement is of the account { $found }, not of { $expected }. Choose the right account, or add it first.
error-statement-other-currency-title = Another currency
error-statement-other-currency = Line { $line }, entry { $entry }: the currency is { $found }, but the account is in { $expected }. Nothing was imported.
error-statement-amount-invalid-title = An amount can't be read
error-statement-amount-invalid = Line { $line }, entry { $entry }: “{ $text }” is not an amount in { $currency }. Nothing was imported.
error-statement-balance-missing-title = A balance is missing
error-statement-balance-missing = The statement has no { $balance } balance, so nobody can tell whether it is complete. Download a statement of whole days.
error-statement-out-of-balance-title = The balances don't agree
error-statement-out-of-balance = Line { $line }: the balance before is { $opening }, the entries are { $entries } together, and the balance behind them should be { $expected }, but it is { $closing }. The difference is { $difference } { $currency }. Nothing was imported; download the statement again.
error-statement-mapping-missing-title = How is this table read?
error-statement-mapping-missing = Nobody has said yet which column of this account's table has what. Save that first, then import the file.
error-transaction-exhausted-title = Not so much is left
error-transaction-exhausted = Only { $open } { $currency } of this bank transaction is left. Choose a smaller amount.
error-money-spent-title = This money is gone already
error-money-spent = This can't be undone: the money was spent or went back to the donor. Undo that first.

mail-receipt-reversed-subject = Kopuro: a receipt was corrected
mail-receipt-reversed-text =
    Hello,

    { $amount } had been booked for your pledge for “{ $project }”, and this was corrected: { $reason }

    The receipt says so now. If this surprises you, please ask the organization. The receipt:

    { $link }
