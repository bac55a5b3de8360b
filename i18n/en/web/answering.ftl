# Words of an organization's answers: its desks, their queues and cases.
desks-title = Desks
desks-text = A desk answers people's questions about its topics and places, within a promised number of working days.
desks-own-none = No desks yet
desks-own-none-text = Once a desk is set up, people can ask it. Owners and managers set desks up.
desk-new = Set up a desk
desk-new-text = Say what the desk answers for and by when. Questions that fit will come to its queue.
desk-create = Set up the desk
desk-created = The desk is set up; people can ask it
desk-unverified = Only a verified organization can run a desk. Ask for verification first.
desk-not-yours = You can't set up desks here
desk-not-yours-text = An owner or manager of the organization does.
desk-closed-badge = takes no new questions
desk-promise-within = { $days ->
    [one] First answer within { $days } working day
   *[other] First answer within { $days } working days
    }
desk-parts = Parts of the desk
desk-part-queue = Queue
desk-part-canned = Canned answers
desk-part-settings = Settings
desk-see-page = The page that everyone sees
desk-edit = What the desk answers for
desk-name = What the desk is called
desk-name-hint = For example: Recognition of diplomas
desk-about = What it does and what not
desk-about-hint = So that people know what to come with, and what to take elsewhere
desk-place-add = Add a place
desk-places-hint = A place covers everything that lies in it
desk-place-remove = Take out: { $name }
desk-promise-days = Promise, in working days
desk-promise-hint = From 1 to { $max }. A change holds for questions that come from now on.
desk-above-hint = A question that is overdue goes there too. Without a choice it is the desk above by organization and place.
desk-above-derived = by organization and place
desk-opening = New questions
desk-close = Take no new questions
desk-close-text = The questions that are there are still answered; new ones can't be asked.
desk-open = Take questions again
desk-open-text = People can ask this desk again.
desk-picker-any-topic = Any topic
desk-picker-among = Where to look
desk-picker-all = Among all desks
desk-picker-own = Among this organization's desks
desk-picker-place = Place
desk-picker-place-hint = Without a place: desks for the whole country
desk-picker-none = No such desk
desk-picker-none-text = Choose another topic or place.
desk-picker-choose = Choose
desk-picker-choose-named = Choose: { $name }
duty-title = Who answers
duty-text = They are told of new questions and can answer. Owners and managers can answer too.
duty-nobody = Nobody is on duty: nobody is told of new questions.
duty-remove = Take off
duty-remove-named = Take { $name } off duty
duty-add = Put on duty
duty-add-who = Another member
duty-choose = Choose a member
duty-everyone = All members are on duty.
standing-closed = closed
standing-answered = answered
standing-no-desk = waits for a desk
standing-waits-for-asker = waits for the asker
standing-overdue = overdue since { $date }
standing-due-today = due today
standing-due-tomorrow = due tomorrow
standing-due = due { $date }
queue-due = Due
queue-due-any = Any day
queue-due-overdue = Overdue
queue-due-today = Today or before
queue-due-week = This week or before
queue-whose = Assigned
queue-whose-any = To anyone
queue-whose-me = To me
queue-whose-none = To nobody
queue-state = State
queue-state-open = Waiting for an answer
queue-state-answered = Answered
queue-state-closed = Closed
queue-topic = Topic
queue-topic-any = Any topic
queue-none = No questions here
queue-none-text = When somebody asks this desk, it appears here and those on duty get a mail.
queue-none-filtered = No question fits these filters.
queue-nobody = Nobody in particular
queue-nobodys = Not assigned
queue-assigned-to = Assigned to { $name }
queue-privacy-public = public
queue-privacy-private = private
queue-asked = asked { $date }
queue-select = Select: { $subject }
queue-select-all = Select all shown
queue-select-none = Clear
queue-bulk = Assign several questions
queue-selected = { $count ->
    [0] None selected
    [one] { $count } selected
   *[other] { $count } selected
    }
queue-none-selected = Select a question first
queue-assign-to = Assign to
queue-assign = Assign
queue-assigned = { $count ->
    [one] { $count } question assigned to { $name }
   *[other] { $count } questions assigned to { $name }
    }
queue-assigned-nobody = { $count ->
    [one] { $count } question is nobody's in particular
   *[other] { $count } questions are nobody's in particular
    }
queue-keys = Keyboard
queue-keys-on = Keys of one letter are on
queue-keys-text = They never act while you type in a field.
queue-key-next = next question
queue-key-before = question before
queue-key-select = select it, or take the choice back
queue-key-open = open it
queue-key-assign = assign what is selected to me, or else the question you are on
queue-key-help = show these keys
canned-text = Keep what you write often, in each language that the desk answers in. When answering you insert it and change what needs changing.
canned-none = No canned answers yet
canned-none-text = Write the first one below.
canned-new = A new canned answer
canned-change = Change it
canned-title = Name for the desk
canned-title-hint = Only members see it
canned-body = Answer
canned-remove = Remove it
canned-remove-text = “{ $title }” is removed. Answers that were given stay.
canned-removed = Removed
canned-not-yours = You don't answer at this desk
canned-not-yours-text = Who is on duty, and owners and managers, see its canned answers.
# A case at its desk
casework-page = Question
casework-to-queue = Back to the queue
casework-side = About this question
casework-is-mine = You asked this yourself, so others answer it.
casework-assigned = Saved: who answers
casework-transfer = Give it to another desk
casework-transfer-text = The other desk takes over, and the clock goes on: the promise stays as it is.
casework-transfer-to = To which desk
casework-transferred = Given to: { $name }
casework-reason = Reason (the asker reads it)
casework-close = Close the question
casework-close-text = A question that is closed without an answer counts as unanswered. A reply within 30 days opens it again.
casework-closed = The question is closed
casework-block = Block the sender
casework-block-text = This person can't write to this desk any more. They read the reason and can appeal to the stewards. Only for insults, threats and floods of messages.
casework-block-reason = Reason (the sender reads it)
casework-blocked = The sender is blocked
casework-unblock = End the block
casework-unblocked = The block has ended
compose-nothing = Nothing can be written into this question now.
compose-canned = Canned answer
compose-canned-language = In
compose-canned-insert = Insert
# Blocked senders
desk-part-blocks = Blocked
desk-blocks-text = Senders whom this desk does not hear. They can appeal to the stewards; you can end a block yourself at any time.
desk-blocks-none = Nobody is blocked
desk-blocks-none-text = A sender is blocked from the page of their question.
desk-blocks-not-yours-text = Who is on duty, and owners and managers, see whom the desk has blocked.
desk-blocks-case = The question
desk-blocks-upheld = A steward has kept the block: { $reason }
desk-blocks-end-text = The sender can write to this desk again.
casework-rating = Rating
casework-rated = { $rating } of 5
