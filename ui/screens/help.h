#ifndef TN_UI_SCREENS_HELP_H
#define TN_UI_SCREENS_HELP_H

/* The general help, which F1 shows below the keys of a screen: paragraphs, translated. */
const char *help_text(void);

#endif
