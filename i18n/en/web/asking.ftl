# Asking a desk: three steps.
nav-ask = Ask
ask-title = Ask a department
ask-lead = You need not know who answers for what: say it in your own words, we find the desk. The answer has a due date.
ask-read-answers = Read what others asked, and the answers
ask-action = Ask a question
ask-steps = Steps of asking
ask-step-1 = What about
ask-step-2 = Whom
ask-step-3 = Send
ask-text = What would you like to know?
ask-text-hint = In Kyrgyz, Russian or English. No passport numbers, no medical history.
ask-place = Which place is it about?
ask-place-hint = A village, raion or oblast. Leave it empty for the whole country.
ask-find = Find the desk that answers
ask-kept = What you write stays in this phone: a lost connection or a closed page loses nothing.
ask-similar = The answer may be there already
ask-similar-text = Public answers to similar questions:
ask-similar-words = words in common: { $words }
ask-topics = Which topic is it?
ask-topic-why = You wrote { $words }.
ask-topic-similar = { $count ->
    [one] { $count } similar public answer is about it.
   *[other] { $count } similar public answers are about it.
  }
ask-topic-none = We could not tell the topic from your words. Choose it below.
ask-topic = Topic
ask-topic-hint = Choose another where it does not fit.
ask-topic-choose = Choose a topic
ask-desks = Who should answer?
ask-desk-place = Answers for { $place }
ask-desk-due = { $count ->
    [one] Asked today, the answer is due by { $date } ({ $count } working day)
   *[other] Asked today, the answer is due by { $date } ({ $count } working days)
  }
ask-desk-promise = { $count ->
    [one] Promises an answer within { $count } working day
   *[other] Promises an answer within { $count } working days
  }
ask-stewards = I don't know, find one for me
ask-stewards-text = Stewards read the question and give it to the desk that answers. No question lies nowhere.
ask-other-desk = Choose another desk
ask-choose = Choose
ask-subject = In a few words
ask-subject-hint = This is how lists show it
ask-language = The language you wrote in
ask-who-reads = Who may read it?
ask-private = Private: only you and the desk
ask-private-text = Choose this where it is personal. Mails carry no word of the question.
ask-public = Public: everyone reads question and answer
ask-public-text = The answer helps others too. Your name is hidden unless you agree.
ask-public-nameless = Public, without your name
ask-public-named = Public, with your name
ask-show-name = Show my name too
ask-files-account = Files need an account.
ask-back = Back
ask-look-over = Look it over
ask-change-text = Change the text
ask-change-choice = Change the choice
ask-as = Asked by
ask-as-text = The desk that answers sees your name. Nobody sees your address.
ask-send = Send the question
ask-retry-safe = It is safe to try again: nothing is asked twice.
ask-guest = Ask without an account
ask-guest-text = We send a link to your address. Opening it sends the question, and there you read the answer.
ask-guest-email-hint = The link goes there; the desk does not see it
ask-guest-name-hint = How the desk calls you
ask-guest-send = Send me the link
ask-have-account = Have an account?
ask-mailed = One more step: look into your mail
ask-mailed-text = We sent a link to { $email }.
ask-mailed-next = Open the link in the mail, and the question goes to the desk. It waits for three days.
ask-mailed-spam = If no mail comes, look into the spam folder too.
ask-mailed-change = Correct the address
ask-again = Ask something else
asked-sent = Your question was sent
asked-next = What happens now
asked-step-desk = The desk got a mail that there is a new question.
asked-step-mail = When the answer comes, we write to you too. The mail carries a link and no word of the question.
asked-step-late = If the due date passes, the desk above is told by itself, and so are you.
asked-number = On the telephone or at the counter, tell this number. Its last two digits notice a slip.
