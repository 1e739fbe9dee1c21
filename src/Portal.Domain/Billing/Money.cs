using System.Globalization;

namespace Portal.Domain.Billing;

/// <summary>An exact amount: an integer of minor units with its currency. Arithmetic is checked and never mixes currencies.</summary>
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    public bool IsZero => Minor == 0;

    public bool IsNegative => Minor < 0;

    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Minor), Same(left, right));

    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Minor), Same(left, right));

    public static Money operator -(Money value) => new(checked(-value.Minor), value.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money value) => -value;

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money Sum(Currency currency, IEnumerable<Money> amounts) =>
        amounts.Aggregate(Zero(currency), (sum, amount) => sum + amount);

    public int CompareTo(Money other)
    {
        _ = Same(this, other);
        return Minor.CompareTo(other.Minor);
    }

    /// <summary>The amount in major units with all its decimals and a point: <c>19.00</c>, <c>-0.05</c>, <c>1900</c>.</summary>
    public string ToDecimalString()
    {
        if (Currency.Exponent == 0)
        {
            return Minor.ToString(CultureInfo.InvariantCulture);
        }

        // The sign apart, because -5 / 100 is 0, and in Int128, because the smallest long has no positive twin.
        var magnitude = Int128.Abs(Minor);
        var (major, minor) = Int128.DivRem(magnitude, Currency.UnitsPerMajor);
        var sign = Minor < 0 ? "-" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{major}.{minor.ToString(CultureInfo.InvariantCulture).PadLeft(Currency.Exponent, '0')}");
    }

    public override string ToString() => $"{Currency.Code} {ToDecimalString()}";

    private static Currency Same(Money left, Money right) => left.Currency.Equals(right.Currency)
        ? left.Currency
        : throw new InvalidOperationException($"Cannot combine {left.Currency} with {right.Currency}.");
}
