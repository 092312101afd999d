#ifndef TN_UI_SCREENS_PATH_H
#define TN_UI_SCREENS_PATH_H

/* A file's name as people type it: "~/…" is in their own folder. To the caller; NULL without
 * memory. */
char *path_from_user(const char *typed);

#endif
