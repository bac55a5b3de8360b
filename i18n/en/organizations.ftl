### Organizations.

error-already-member-title = Already a member
error-already-member = This person is a member already. Change the role in the list of members.
error-own-organization-title = Your own organization
error-own-organization = You can't decide on your own organization. Another steward does.

mail-organization-invitation-subject = Kopuro: an invitation to an organization
mail-organization-invitation-text =
    Hello,

    { $organization } invites you to act for it on Kopuro. If you agree, sign in with this address and open the link:

    { $link }

    The link works for 7 days.
mail-organization-verified-subject = Kopuro: your organization is verified
mail-organization-verified-text =
    Hello,

    { $organization } is verified until { $until }. What the steward says:

    { $reason }
mail-organization-rejected-subject = Kopuro: not verified
mail-organization-rejected-text =
    Hello,

    { $organization } could not be verified yet. What the steward says:

    { $reason }

    You can correct it and submit again.
mail-organization-suspended-subject = Kopuro: your organization is suspended
mail-organization-suspended-text =
    Hello,

    { $organization } is suspended. The reason:

    { $reason }
mail-organization-reinstated-subject = Kopuro: your organization is reinstated
mail-organization-reinstated-text =
    Hello,

    { $organization } is reinstated. The reason:

    { $reason }
