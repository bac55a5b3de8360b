### Photos and documents.

error-file-not-accepted-title = Такие файлы не принимаются
error-file-not-accepted = { $kind ->
    [document] Документ должен быть в формате PDF или сканом в формате JPEG или PNG.
   *[other] Фотография должна быть в формате JPEG, PNG или WebP.
} Важно содержимое файла, а не его имя.
error-file-broken-title = Файл повреждён
error-file-broken = Файл не читается до конца: он повреждён или скопирован не полностью. Выберите его ещё раз или сохраните заново.
error-picture-too-large-title = Слишком большое изображение
error-picture-too-large = В изображении слишком много пикселей: допускается не больше { $max } мегапикселей. Сохраните его в меньшем размере и загрузите снова.
