# Consultations: what organizations ask before they decide.
consultations-title = Consultations
consultations-text = Before an organization decides, it asks those whom it concerns. Comment on its draft, support what others say, and see afterwards what was taken up and what not, and why.
consultations-show = Show
consultations-all = All of them
consultations-draft = Drafts
consultations-open = Open for comments
consultations-closed = Waiting for the result
consultations-concluded = With a result
consultations-overdue = Result overdue
consultations-none = No such consultation
consultations-none-text = When an organization asks something, it appears here.
consultations-own-text = Ask people abroad and at home before you decide. Afterwards you say of every section what you took up and what not, and why.
consultations-own-none = No consultations yet
consultations-own-none-text = Owners and managers write the first one.
consultation-draft = draft
consultation-open = open for comments
consultation-closed = waiting for the result
consultation-concluded = result is there
consultation-overdue = result overdue
consultation-until = Comments until { $date }
consultation-was-until = Comments ended on { $date }
consultation-result-due = The result is due by { $date }
consultation-result-was-due = The result was due by { $date }
consultation-result-of = The result of { $date }
consultation-promise = By { $date } the organization says what it took up and what not, and why.
consultation-overdue-text = The organization has not said yet what it took up and what not.
consultation-draft-text = A draft: only members of the organization see it.
consultation-published = published { $date }
consultation-to-work = Work on it
consultation-outcome = What became of it
consultation-outcome-kind = What became of what people said
consultation-outcome-reason = Why
consultation-choose-outcome = Choose what became of it
outcome-taken_up = taken up
outcome-partly_taken_up = partly taken up
outcome-not_taken_up = not taken up
comments-count = { $count ->
    [0] No comments
    [one] { $count } comment
   *[other] { $count } comments
    }
comments-count-open = { $count ->
    [0] Be the first to comment
    [one] { $count } comment: read and write
   *[other] { $count } comments: read and write
    }
comments-none = No comments yet
comments-none-text = Nobody has commented on this section.
comment-sign-in = To comment and support, sign in.
comment-mine = Your comment on this section
comment-hint = One comment per person and section. If you wrote one before, this replaces it; the earlier one stays visible.
comment-action = Publish the comment
comment-written = Your comment is public
comment-changed = Your comment is changed; the earlier version stays visible
comment-is-mine = yours
comment-change = Change it
comment-nobody = Name removed
comment-hidden = A steward has hidden this comment.
comment-hide = Hide the comment
comment-hide-text = Everyone sees that it is hidden, and why. Only for insults, threats and other people's private data.
comment-hide-reason = Reason (everyone reads it)
comment-support = I support this
comment-supports = { $count ->
    [0] Nobody supports it yet
    [one] { $count } person supports it
   *[other] { $count } people support it
    }
comment-versions = { $count ->
    [one] { $count } version
   *[other] { $count } versions
    }
comment-version = Version { $number }
consultation-new = Write a consultation
consultation-new-text = Put the draft or the questions into sections: people comment on each, and you answer for each.
consultation-created = The draft is saved; publish it when it is ready
consultation-save-draft = Save the draft
consultation-not-yours = You can't write consultations here
consultation-not-yours-text = An owner or manager of the organization does.
consultation-others-draft = A draft. An owner or manager changes and publishes it.
consultation-see-page = The page that everyone sees
consultation-title = What it is about
consultation-summary = What is asked, and why
consultation-summary-hint = Who decides, by when, and what can still be changed
consultation-closes-on = Comments until
consultation-closes-hint = At least { $days } days from the day of publishing
consultation-result-on = Result by
consultation-result-hint = At most { $days } days later; everyone sees when it is late
consultation-section = Section { $number }
consultation-add-section = Add a section
consultation-remove-section = Take out section { $number }
consultation-heading = Heading
consultation-body = Text
consultation-publish = Publish it
consultation-publish-text = From then on it stays as it is: neither the text nor the days can be changed.
consultation-published-now = Everyone can comment now
consultation-save-first = Save the draft first, then publish it.
consultation-too-soon = People need at least a week: choose a later last day for comments, and save.
consultation-open-text = People comment now. By { $date } you say what you took up and what not, and why.
consultation-concluded-text = The result is public.
consultation-conclude-text = Comments have ended. Say of every section what became of what people said, and why.
consultation-read-comments = Read the comments
consultation-note = What you say of it all
consultation-note-hint = How it goes on, and thanks to those who wrote
consultation-conclude = Publish the result
consultation-concluded-now = The result is public
