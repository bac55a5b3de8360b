### What pages say of themselves to search engines and in shared links.

site-title = Көпүрө
site-description = Мост между уехавшими и оставшимися: село говорит, что ему нужно, земляки помогают, каждый сом может проверить любой.
site-place-description = { $name }: найдите на карте, узнайте, что нужно и кто отвечает.
site-organization-description = { $name } в Көпүрө: кто это, кем проверено, как связаться.
site-projects = Проекты
site-projects-of = { $name }: проекты
site-projects-description = Что нужно сёлам: мост, вода, школа, больница. Выберите, помогите и проверьте каждый сом.
site-organizations = Проверенные организации
site-organizations-description = Айыл окмоту, школы, больницы и общественные организации, чьи документы проверены и которые могут открывать проекты.
site-money = Как движутся деньги
site-money-description = Көпүрө не держит денег: здесь записаны обещания и то, что доказали банковские выписки. Счёт может проверить любой.
site-ask = Спросить ведомство
site-ask-description = Напишите своими словами: мы найдём отдел, который ответит, и у ответа будет срок.
site-cases = Вопросы и ответы
site-cases-description = Открытые вопросы к ведомствам и их ответы: ищите по теме, месту и словам.
site-case = Обращение
site-desk-description = { $name }, { $organization }: на какие вопросы отвечает, за сколько дней и как держит обещание.
site-responsiveness = Как отвечают отделы
site-responsiveness-description = На сколько вопросов ответили, за сколько рабочих дней и в срок ли: каждый может пересчитать.
site-consultations = Обсуждения
site-consultations-description = Организации показывают проект или вопрос, соотечественники пишут мнения, а затем публикуется, что учли.
