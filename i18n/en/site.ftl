### What pages say of themselves to search engines and in shared links.

site-title = Köpürö
site-description = A bridge between those who left and those who stayed: villages say what they need, people far away help, anyone can check every som.
site-place-description = { $name }: find it on the map, see what is needed and who answers.
site-organization-description = { $name } on Köpürö: who it is, whether it is verified, how to reach it.
site-projects = Projects
site-projects-of = { $name }: projects
site-projects-description = What villages need: a bridge, water, a school, a hospital. Choose, help, and check every som.
site-organizations = Verified organizations
site-organizations-description = Local self-governments, schools, hospitals and NGOs whose documents were checked and that may publish projects.
site-money = How money works
site-money-description = Köpürö never holds money: it records promises, and what bank statements prove. Anyone can check the account.
site-ask = Ask a department
site-ask-description = Say it in your own words: we find the desk that answers, and the answer has a due date.
site-cases = Questions and answers
site-cases-description = Public questions to departments and their answers: search by topic, place and words.
site-case = A case
site-desk-description = { $name }, { $organization }: which questions it answers, within how many days, and how it keeps its promise.
site-responsiveness = How departments answer
site-responsiveness-description = How many questions were answered, within how many working days, and whether as promised: anyone can count.
site-consultations = Consultations
site-consultations-description = Organizations show a draft or a question, people comment, and then it is published what was taken up.
