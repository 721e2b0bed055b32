"""What sampling refuses.

SamplingError
├── BadCounts         a count table that cannot be (negative, more answers than members, unknown grade)
├── EmptyStratum      a stratum nobody answered for: no unbiased score exists
├── BadAllocation     sizes, floors and sample size that cannot be met together
├── BadFrame          a sampling frame whose members cannot be told apart by every tool alike
└── BadFigure         a single number outside its range
"""


class SamplingError(ValueError):
    """Base of every refusal of this package; the message is one sentence for the person at the desk."""


class BadCounts(SamplingError):
    """The counts cannot be: negative, unknown grade, or more answers than members."""


class EmptyStratum(SamplingError):
    """A stratum has members but no valid answer; name a stratum to collapse it with, in advance."""


class BadAllocation(SamplingError):
    """The sample size, the floors and the stratum sizes cannot be met together."""


class BadFrame(SamplingError):
    """The frame is ambiguous: two tools could read it differently."""


class BadFigure(SamplingError):
    """A number lies outside the range the formula is defined for."""
