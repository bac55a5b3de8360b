### Photos and documents.

error-file-not-accepted-title = Мындай файл кабыл алынбайт
error-file-not-accepted = { $kind ->
    [document] Документ PDF же JPEG же PNG түрүндөгү скан болушу керек.
   *[other] Сүрөт JPEG, PNG же WebP түрүндө болушу керек.
} Файлдын аты эмес, ичиндегиси эске алынат.
error-file-broken-title = Файл бузук
error-file-broken = Файл аягына чейин окулбай жатат: ал бузулган же толук көчүрүлбөй калган. Кайра тандаңыз же жаңыдан сактап жүктөңүз.
error-picture-too-large-title = Сүрөт өтө чоң
error-picture-too-large = Сүрөттүн пикселдери өтө көп: { $max } мегапикселден ашпашы керек. Кичирейтип сактап, кайра жүктөңүз.
