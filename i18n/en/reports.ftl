### Reports of abuse.

error-already-reported-title = Reported already
error-already-reported = You have reported this, and a steward is yet to look at it. You will be notified of the decision.
error-own-report-title = Your own report
error-own-report = You have reported this yourself. Another steward decides.
