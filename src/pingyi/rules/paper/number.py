"""The number of a paper (GB/T 9704-2012, 7.2.5) and of its sections (7.3.3)."""

DIGITS = "零一二三四五六七八九"


def spelled(mark: str, year: int, number: int) -> str:
    """发文字号: the sender's mark, the year in hexagonal brackets, the running number without leading zeros."""
    return f"{mark}〔{year}〕{number}号"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 3 → 三, 10 → 十, 21 → 二十一. Raises ValueError."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} has no Chinese numeral here")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def ordinal(level: int, number: int) -> str:
    """What stands before a heading: 一、 then （一） then 1. then （1）; deeper ones have nothing."""
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
    return ""
