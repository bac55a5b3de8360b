//! Who acts for the organization.

use kopuro_shared::{
    organizations::{Invitation, InviteMember, Member, OrganizationAction, Role},
    validation::EMAIL_MAX,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Org, in_workspace};
use crate::{
    api::organizations::{
        change_role, invite_member, list_invitations, list_members, remove_member,
        withdraw_invitation,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        states::Empty,
        table::table,
        toast,
    },
    format, session, t, t_of,
};

fn roles() -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.name().to_owned(), t_of!("role", role.name()))).collect()
}

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    in_workspace(t!("workspace-members"), |org| {
        let manages = org.may(OrganizationAction::ManageMembers);
        view! {
            <h1>{t!("workspace-members")}</h1>
            <Members org=org.clone() />
            <section class="card stack">
                <h2>{t!("members-roles")}</h2>
                <dl class="facts">
                    {Role::ALL.iter().map(|role| view! {
                        <dt>{t_of!("role", role.name())}</dt><dd>{t_of!("role-may", role.name())}</dd>
                    }).collect_view()}
                </dl>
            </section>
            {manages.then(|| view! { <Invitations id=org.id.clone() /> })}
        }
    })
}

#[component]
fn Members(org: Org) -> impl IntoView {
    let id = StoredValue::new(org.id.clone());
    let members = Fetched::new(move || async move { list_members(&id.get_value()).await });
    let manages = org.may(OrganizationAction::ManageMembers);
    let leaving = RwSignal::new(None::<Member>);
    let asks = RwSignal::new(false);
    let me = session::me_untracked().map(|me| me.id).unwrap_or_default();
    let list = move |found: Vec<Member>| {
        let me = me.clone();
        let rows = found.into_iter().map(move |member| {
            let is_me = member.person_id == me;
            let name = if is_me { t!("members-me", name = member.display_name.clone()) } else { member.display_name.clone() };
            let role = if manages {
                view! { <ChangeRole id=id.get_value() member=member.clone() changed=Callback::new(move |()| members.refetch()) /> }.into_any()
            } else {
                t_of!("role", member.role.name()).into_any()
            };
            let since = format::date(member.joined_at.date_naive());
            let remove = (manages || is_me).then(|| {
                let text = if is_me { t!("members-leave") } else { t!("members-remove") };
                let ask = move || {
                    leaving.set(Some(member.clone()));
                    asks.set(true);
                };
                view! { <Button kind=Kind::Quiet compact=true on_click=ask>{text}</Button> }
            });
            vec![name.into_any(), role, since.into_any(), remove.into_any()]
        });
        let head = vec![
            t!("field-label-member"),
            t!("field-label-role"),
            t!("members-since"),
            t!("table-actions"),
        ];
        table(t!("workspace-members"), head, rows.collect())
    };
    view! {
        {loaded(members, list)}
        <Remove id=org.id member=leaving open=asks changed=Callback::new(move |()| members.refetch()) />
    }
}

#[component]
fn ChangeRole(id: String, member: Member, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let label = t!("members-role-of", name = member.display_name.clone());
    let present = member.role;
    let choose = move |name: String| {
        let Some(role) = Role::from_name(&name).filter(|role| *role != present) else { return };
        form.send(change_role(id.clone(), member.person_id.clone(), role), move |()| {
            toast::good(t!("saved"));
            changed.run(());
        });
    };
    view! {
        <div class="field">
            <select aria-label=label on:change:target=move |event| choose(event.target().value())>
                {roles().into_iter().map(|(key, text)| view! {
                    <option value=key.clone() selected={key == present.name()}>{text}</option>
                }).collect_view()}
            </select>
            {form.problem_view()}
        </div>
    }
}

#[component]
fn Remove(
    id: String,
    member: RwSignal<Option<Member>>,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let me = StoredValue::new(session::me_untracked().map(|me| me.id).unwrap_or_default());
    let is_me =
        move || member.read().as_ref().is_some_and(|member| member.person_id == me.get_value());
    let question = Signal::derive(move || {
        let name =
            member.read().as_ref().map(|member| member.display_name.clone()).unwrap_or_default();
        if is_me() {
            Question {
                title: t!("members-leave"),
                text: t!("members-leave-text"),
                action: t!("members-leave"),
                reason: None,
            }
        } else {
            Question {
                title: t!("members-remove"),
                text: t!("members-remove-text", name = name),
                action: t!("members-remove"),
                reason: None,
            }
        }
    });
    let navigate = use_navigate();
    let send = Callback::new(move |_| {
        let Some(gone) = member.get_untracked() else { return };
        let left = gone.person_id == me.get_value();
        let navigate = navigate.clone();
        form.send(remove_member(id.clone(), gone.person_id), move |()| {
            open.set(false);
            toast::good(t!("saved"));
            if left {
                navigate("/workspace", leptos_router::NavigateOptions::default());
            } else {
                changed.run(());
            }
        });
    });
    view! { <Ask open=open form=form question=question on_send=send /> }
}

#[component]
fn Invitations(id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let invitations = Fetched::new(move || async move { list_invitations(&id.get_value()).await });
    let withdrawing = Form::new();
    let list = move |found: Vec<Invitation>| {
        if found.is_empty() {
            return view! { <Empty title=t!("invitations-none") text=t!("invitations-none-text") /> }.into_any();
        }
        let rows = found.into_iter().map(|invitation| {
            let withdraw = move || {
                withdrawing.send(withdraw_invitation(id.get_value(), invitation.id.clone()), move |()| {
                    toast::good(t!("saved"));
                    invitations.refetch();
                });
            };
            vec![
                invitation.email.into_any(),
                t_of!("role", invitation.role.name()).into_any(),
                format::moment(invitation.expires_at).into_any(),
                view! { <Button kind=Kind::Quiet compact=true on_click=withdraw>{t!("invitations-withdraw")}</Button> }.into_any(),
            ]
        });
        let head = vec![
            t!("field-label-email"),
            t!("field-label-role"),
            t!("invitations-until"),
            t!("table-actions"),
        ];
        table(t!("invitations-title"), head, rows.collect())
    };
    view! {
        <section class="card stack">
            <h2>{t!("invitations-title")}</h2>
            {withdrawing.problem_view()}
            {loaded(invitations, list)}
            <Invite id=id.get_value() invited=Callback::new(move |()| invitations.refetch()) />
        </section>
    }
}

#[component]
fn Invite(id: String, invited: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Treasurer.name().to_owned());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = InviteMember {
            email: email.get_untracked().trim().to_owned(),
            role: Role::from_name(&role.get_untracked()).unwrap_or(Role::Editor),
        };
        let sent = invite_member(id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            email.set(String::new());
            toast::good(t!("invitations-sent"));
            invited.run(());
        });
    };
    view! {
        <form class="panel stack" novalidate on:submit=submit>
            <h3>{t!("invitations-invite")}</h3>
            <p class="small muted">{t!("invitations-text")}</p>
            {form.problem_view()}
            <div class="grid two">
                <TextField form=form pointer="/email" label=t!("field-label-email") value=email kind="email" maxlength=EMAIL_MAX />
                <SelectField form=form pointer="/role" label=t!("field-label-role") value=role options=roles() />
            </div>
            <div class="row"><Submit busy=form.busy()>{t!("invitations-invite")}</Submit></div>
        </form>
    }
}
