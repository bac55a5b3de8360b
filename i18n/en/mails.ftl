### Mails: `mail-`, the key, and `-subject` or `-text`.

mail-signature = — Kopuro, the platform that connects the two shores
mail-confirm-email-subject = Kopuro: confirm your address
mail-confirm-email-text =
    Hello,

    Thank you for registering with Kopuro. To confirm your address, open this link and enter your password:

    { $link }

    The link works for 24 hours. If you did not register, you need not do anything.
mail-account-exists-subject = Kopuro: you already have an account
mail-account-exists-text =
    Hello,

    Somebody tried to register with this address, but you already have an account. If you forgot your password, ask for a new one here:

    { $link }

    If it was not you, you need not do anything.
mail-reset-password-subject = Kopuro: a new password
mail-reset-password-text =
    Hello,

    To set a new password, open this link:

    { $link }

    The link works for 24 hours. If you did not ask for it, you need not do anything: your password is unchanged.
mail-password-changed-subject = Kopuro: your password was changed
mail-password-changed-text =
    Hello,

    The password of your Kopuro account was just changed. If it was not you, ask for a new password at once.
