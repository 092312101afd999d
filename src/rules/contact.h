/* Phone numbers and the province in an identity number: what they may look like. Pure; no words. */
#ifndef TN_RULES_CONTACT_H
#define TN_RULES_CONTACT_H

#include <stdbool.h>

#define PHONE_MAX 200

enum phone_fault {
	PHONE_OK,
	PHONE_UNTIDY, /* right, but for blanks, dots, +84 or a lost 0 at the beginning */
	PHONE_OLD,    /* eleven digits with a prefix that ended in 2018 (0168… is 038… now) */
	PHONE_FORM, /* neither a mobile number (10 digits: 03 05 07 08 09) nor a fixed one (11 digits: 02) */
};

/* One number, or several with "/", ",", ";" or " - " between them: the worst fault of any. "" is PHONE_OK. */
enum phone_fault phone_check(const char *phone);
/* The numbers as digits alone, with their 0, of old prefixes the ones of today, "0912345678; 0388765432". false, and
 * `ret` as it was, where a number is PHONE_FORM, or it does not fit. */
bool phone_tidy(const char *phone, char ret[PHONE_MAX]);
/* Of the digits of a number as it was before 2018: what its first four are now, "038"; NULL: it is none of those. */
const char *phone_prefix_now(const char *digits);

/* Do the first three digits name a province (Thông tư 59/2021/TT-BCA, Phụ lục I; the numbers stay as they were issued
 * when provinces merge), or one born abroad (100 and above)? */
bool cccd_province_known(const char *cccd);

#endif
