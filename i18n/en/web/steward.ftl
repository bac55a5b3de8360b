# Words of the stewards' workspace.
steward-parts = Parts of the stewards' workspace
steward-queue = Queue
steward-organizations = Organizations
steward-organization = Organization
steward-organization-name = Name
steward-project = Review of a project
steward-reports = Reports
steward-rates = Exchange rates
steward-audit = Audit log
steward-not-you = This part is for stewards
steward-not-you-text = Stewards are appointed by the operator of the platform.
steward-to-verify = Organizations to verify
steward-to-publish = Projects to publish
steward-to-accept = Finished work to accept
steward-none-to-verify = Nobody waits to be verified
steward-none-to-publish = No project waits to be published
steward-none-to-accept = No work waits to be accepted
steward-asked-at = Asked
steward-decide = Decide
steward-reason-to-organization = Reason for the decision
steward-reason-hint = Goes to the organization by mail: what was checked and how, or what is missing
steward-verified-until = Verified until
steward-verify = Verify
steward-reject = Reject
steward-verified = The organization is verified
steward-rejected = The request was rejected
steward-no-organizations = No such organization
steward-see-audit = Its entries in the audit log
steward-suspend = Suspend
steward-suspend-text = All its projects are frozen, and everyone sees the reason.
steward-reinstate = Reinstate
steward-reinstate-text = Its projects go on where they stopped.
steward-own-project = This is your own organization's project: another steward decides.
steward-no-text = not written
steward-hide = Hide the question
steward-hide-text = Everyone sees since when it is hidden; who asked it sees your reason. Only for abuse, threats and other people's private data.
steward-filter-any = All
filter-apply = Show
filter-clear = Clear
# Exchange rates
rates-text = Donors see these rates. Only what the bank received counts toward a goal.
rates-none = No rates yet
rates-none-text = Without rates nobody can pledge in other currencies.
rates-som = Som for one unit
rates-dated = From which day
field-label-source = Source
field-hint-source = Such as the National Bank
rates-import = Import rates
rates-file = CSV file
field-label-table = Table
field-hint-table = First line date,currency,rate; then, for example, 2026-05-02,USD,87.45
rates-unreadable = The file could not be read
rates-good = { $count ->
    [one] { $count } line, in order
    *[other] { $count } lines, all in order
    }
rates-bad = { $count ->
    [one] { $count } line is wrong
    *[other] { $count } lines are wrong
    }
rates-line = Line { $line }: { $fault }
rates-imported = { $count ->
    [one] { $count } rate was imported
    *[other] { $count } rates were imported
    }
rates-fault-header = the first line must be date,currency,rate
rates-fault-columns = three columns are needed
rates-fault-day = “{ $day }” is not a date (2026-05-02)
rates-fault-currency = “{ $currency }” is not one of our currencies
rates-fault-rate = “{ $rate }” is not a rate
# The audit log
audit-action = Operation
audit-actor = Who (id)
audit-organization = Organization (id)
audit-subject = What (id)
audit-from = From
audit-to = To
audit-decided-reports = Decisions on reports
audit-none = No such entry
audit-none-text = Try fewer filters.
audit-address = Address
audit-request = Request
audit-hash = Hash
audit-details = Details
