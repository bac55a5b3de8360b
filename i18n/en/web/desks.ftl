# Desks, and how they answer.
desk-closed = This desk takes no new questions now.
desk-ask = Ask this desk
desk-answers = What this desk answered
desk-work = Open in the workspace
desk-promise = Promise
desk-topics = Topics
desk-places = Places
desk-languages = Answers in
desk-above = Desk above
desk-overdue = Overdue public questions
desk-overdue-none = No public question is overdue
figures-title = How it answers
figures-median = half of the answers came within
figures-percentile = 90% of the answers came within
figures-within-promise = within the promise
figures-open = wait for an answer
figures-answered = answered
figures-unanswered = closed without an answer
figures-rating = rating by those who asked
figures-rating-of = { $whole }.{ $tenth } of 5
figures-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
  }
figures-few = Below ten answers there is no median: it would speak of single people.
figures-distribution = How long the answers took
figures-taken = Time
figures-answers = Answers
figures-within = { $count ->
    [one] within { $count } working day
   *[other] within { $count } working days
  }
figures-later = later
figures-course = By month: promises kept and broken
figures-month = Month
figures-received = Came
figures-kept = kept
figures-broken = broken
figures-how = How this is computed
figures-how-days = Counted are working days of Kyrgyzstan before the first answer. Giving a case to another desk does not begin anew.
figures-how-waiting = Days in which the desk waited for the asker don't count.
figures-how-broken = A promise is broken when the due date passes, when the answer comes later, or when the case is closed without one.
figures-how-few = Below ten answers there is neither median nor share. There is no list of the worst.
figures-csv = The dates of each case as a table (CSV)
month-short = { $month }/{ $year }
responsiveness-title = How departments answer
responsiveness-lead = See yourself how many questions were answered, within how many days, and whether as promised.
responsiveness-country = In the whole country
responsiveness-overdue = Overdue public questions
organization-desks = Desks that answer questions
desks-none = No desk takes questions yet
