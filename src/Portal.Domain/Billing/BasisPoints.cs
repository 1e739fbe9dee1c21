using System.Globalization;

namespace Portal.Domain.Billing;

/// <summary>A rate as an integer of hundredths of a percent, 0 to 10 000: 8000 is 80 %.</summary>
public readonly record struct BasisPoints
{
    public const int Whole = 10_000;

    public BasisPoints(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Whole);
        Value = value;
    }

    public int Value { get; }

    public BasisPoints Rest => new(Whole - Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value / 100}.{Value % 100:00} %");
}
