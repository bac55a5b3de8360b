DROP TABLE files_sizes;
DROP TABLE files;
