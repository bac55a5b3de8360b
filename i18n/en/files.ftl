### Photos and documents.

error-file-not-accepted-title = This kind of file is not accepted
error-file-not-accepted = { $kind ->
    [document] A document must be a PDF, or a scan as JPEG or PNG.
   *[other] A photo must be a JPEG, PNG or WebP picture.
} What counts is the content, not the name.
error-file-broken-title = The file is broken
error-file-broken = The file can't be read to its end: it is damaged or was not copied completely. Choose it again, or save it anew.
error-picture-too-large-title = The picture is too large
error-picture-too-large = The picture has too many pixels: at most { $max } megapixels. Save it in a smaller size and upload that.
