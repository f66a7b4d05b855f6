"""Writing as it is looked for: small letters without accents, words apart. Pure; the same for what is kept and what is
typed, so that the two meet."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 500  # PostgreSQL keeps words of up to 2,046 bytes
# Letters that Unicode does not take apart, though people type them so.
_PLAIN = str.maketrans(
    {
        **{"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ŋ": "n"},
        **{"ŧ": "t", "ə": "e", "ĸ": "k", "ſ": "s", "ة": "ه", "ى": "ي", "ـ": "", "ё": "е"},
    }
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APOSTROPHES = "'’ʼ`´ʻʹ′"
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]*")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def fold(text: str) -> str:
    """Small letters, no accents, marks or signs that cannot be seen: "Żaneta" is "zaneta", "Strauß" is "strauss"."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Mc", "Me", "Cf"))


def spelled_out(text: str) -> str:
    """As people write umlauts where the keyboard has none: "Müller" is "mueller"."""
    if text.isascii():
        return text.lower()
    return fold(unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT))


def words_of(text: str) -> list[str]:
    """The words of any text, folded, in their order. "C++" and "C#" are words of their own."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def text_words(text: str) -> set[str]:
    """Every spelling of a text's words that may be typed: "L’Oréal" also as loreal, "Jürgen" also as juergen."""
    found = set(words_of(text))
    whole = unjoined(text)
    if whole != text:
        found.update(words_of(whole))
    if not text.isascii():
        found.update(words_of(spelled_out(whole)))
    return found


def name_words(name: str) -> set[str]:
    """Every way in which a name's words may be typed: "Anne-Marie O’Brien" also as annemarie and obrien, "de la Cruz"
    also as delacruz, "Müller" also as mueller; where words stand without spaces, from each of their letters on."""
    found: set[str] = set()
    for spelling in {fold(name), spelled_out(name)}:
        apart = _WORD.findall(spelling)
        found.update(apart)
        found.update("".join(_WORD.findall(part)) for part in spelling.split())
        for start in range(min(len(apart), 8) - 1):
            found.update("".join(apart[start : start + many]) for many in (2, 3))
    for word in [word for word in found if _WITHOUT_SPACES.search(word)]:
        found.update(word[start:] for start in range(1, min(len(word), 12)))
    return {word[:LONGEST_WORD] for word in found if word}


def email_words(email: str) -> set[str]:
    """The whole address, what stands on either side of its @, and their parts."""
    whole = fold(email.strip())
    if "@" not in whole:
        return set(words_of(whole))
    return {whole[:LONGEST_WORD], whole.partition("@")[2][:LONGEST_WORD], *words_of(whole)} - {""}


def digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdigit())


def phone_words(phone: str) -> set[str]:
    """A number from each of its digits on, marked with + so that it is never taken for a year."""
    number = digits(phone)[-15:]
    return {f"+{number[start:]}" for start in range(len(number) - 3)}


def key_of(name: str) -> str:
    """Where a name stands in the order of names."""
    return fold(name)[:LONGEST_WORD]


def unjoined(text: str) -> str:
    """Without the apostrophes inside words, so that "O’Brien" is one word."""
    return re.sub(rf"(?<=\w)[{_APOSTROPHES}](?=\w)", "", text)


def emails_in(text: str) -> list[str]:
    return _EMAIL.findall(text)


def looks_like_a_number(text: str) -> bool:
    """A phone number, or most of one: five digits or more and nothing but what stands between digits."""
    return bool(re.fullmatch(r"[+\d\s()./–-]+", text)) and len(digits(text)) >= 5


def shapes(word: str) -> set[str]:
    """The word, and the word without any one of its letters. Two words that one typo lies between (a letter too many,
    too few, another one, two swapped) have a shape in common: this is what typos are found by."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def distance(one: str, other: str, most: int = 2) -> int:
    """How many typos lie between two words (Damerau and Levenshtein, neighbours swapped count once); `most` + 1 where
    there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if older and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
