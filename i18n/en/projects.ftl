### Projects.

error-conditions-unmet-title = Not yet
error-conditions-unmet = Something still stands in the way; see what is missing below.
error-project-frozen-title = The project is frozen
error-project-frozen = The project's organization is suspended. Nothing can be done with it until a steward ends the suspension.
field-evidence-missing = Add a photo or document first that shows it.
field-unmet = { $condition ->
        [described] Write the summary and the description.
        [organization_verified] The organization must be verified.
        [bank_account_open] Name a bank account in the project's currency.
        [goal_set] Say what the project costs.
        [budget_covers_goal] The budget's lines must add up to the goal.
        [shares_complete] The partners' shares must add up to 100%.
        [rule_fits] The plan does not fit its matching rule.
        [milestone_planned] Plan at least one milestone.
        [end_date_ahead] The last day for pledges must be ahead.
        [surplus_planned] Say what happens with money that is left.
        [goal_covered] Bank statements don't prove the whole goal yet.
        [procurement_recorded] Record how the work was bought.
        [milestones_done] Every milestone must be done, with evidence.
        [nothing_unspent] Money is still left; account for it first.
       *[money_planned] Say what happens with the money that came.
    }
mail-pledge-project-cancelled-subject = Kopuro: a project was given up
mail-pledge-project-cancelled-text =
    Hello,

    “{ $project }”, for which you promised { $amount }, was given up. Please don't pay any more. Why, and what happens with money that came:

    { $link }
