# Проекты в списках.
action-more = Показать ещё
amount-beside = ≈ { $amount }
currency-choice = Вторая валюта
progress-of = собрано из { $goal }
progress-percent = { $percent } %
progress-missing = Не хватает:
progress-full = Собрано полностью
progress-promised = Обещано: { $amount }
project-state-draft = черновик
project-state-submitted = ждёт проверки
project-state-published = идёт сбор
project-state-funded = деньги собраны
project-state-procurement = идёт закупка
project-state-in_progress = идут работы
project-state-completed = завершён
project-state-accepted = завершён и принят
project-state-cancelled = отменён
project-proved = Последнее подтверждение: { $date }
project-ends = Сбор до: { $date }
catalogue-title = Проекты
catalogue-count = { $count ->
    [one] { $shown } проект
    [few] { $shown } проекта
   *[other] { $shown } проектов
  }
catalogue-search = Поиск проекта
catalogue-search-example = мост, школа, ваше село…
catalogue-filters = Фильтры
catalogue-results = Найденные проекты
catalogue-show = Показать: { $found }
catalogue-sort = Порядок
catalogue-remove = Убрать фильтр:
catalogue-clear = Убрать все
catalogue-quoted = «{ $words }»
catalogue-none = Таких проектов не нашлось
catalogue-none-text = Попробуйте убрать одно из условий:
catalogue-nothing = Проектов пока нет
catalogue-nothing-text = Они появятся здесь, когда проверенные организации расскажут, что нужно.
sort-newest = Сначала новые
sort-closest_to_goal = Сначала те, кому осталось меньше
sort-ending_soon = Сначала те, где сбор скоро закончится
filter-any = Любые
filter-place = Место
filter-sector = Отрасль
filter-state = Состояние
filter-missing = Сколько не хватает
filter-missing-less = до { $amount }
filter-missing-more = от { $amount }
filter-organization = Вид организации
