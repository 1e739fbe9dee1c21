using System.Globalization;
using System.Numerics;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>Arithmetic that refuses to overflow, and comparison across the kinds of numbers.</summary>
internal static class CelNumbers
{
    public static object Calculate(string sign, object left, object right)
    {
        try
        {
            return (left, right) switch
            {
                // Boxed one by one: the three have a common type, which would make all of them doubles.
                (long a, long b) => (object)Whole(sign, a, b),
                (ulong a, ulong b) => Unsigned(sign, a, b),
                (double a, double b) => Real(sign, a, b),
                _ => throw new CelException($"no such overload: {sign}"),
            };
        }
        catch (OverflowException)
        {
            throw new CelException(left is ulong ? "unsigned integer overflow" : "integer overflow");
        }
        catch (DivideByZeroException)
        {
            throw new CelException(sign == "%" ? "modulus by zero" : "division by zero");
        }
    }

    /// <summary>Null when one of them is not a number, which is neither less nor more than anything.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (double a, _) when double.IsNaN(a) => null,
        (_, double b) when double.IsNaN(b) => null,
        (double a, double b) => a.CompareTo(b),
        (double a, _) => -CompareReal(right, a),
        (_, double b) => CompareReal(left, b),
        _ => Exact(left).CompareTo(Exact(right)),
    };

    /// <summary>Shortest text that reads back as the same number, as the reference implementation prints it.</summary>
    public static string Show(double number) => number switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ when double.IsNaN(number) => "NaN",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    public static long ToWhole(double number) =>
        number is > -9.3e18 and < 9.3e18 && Math.Truncate(number) is >= long.MinValue and < 9223372036854775808.0 and var whole
            ? (long)whole
            : throw new CelException("integer overflow");

    public static ulong ToUnsigned(double number) =>
        number is >= 0 and < 18446744073709551616.0 ? (ulong)number : throw new CelException("unsigned integer overflow");

    private static long Whole(string sign, long a, long b) => sign switch
    {
        "+" => checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => checked(a / b),
        _ => b == -1 ? 0L : a % b,
    };

    private static ulong Unsigned(string sign, ulong a, ulong b) => sign switch
    {
        "+" => checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => a / b,
        _ => a % b,
    };

    private static double Real(string sign, double a, double b) => sign switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        _ => throw new CelException("no such overload: _%_"),
    };

    private static BigInteger Exact(object? number) => number is ulong unsigned ? unsigned : (long)number!;

    private static int CompareReal(object? whole, double real)
    {
        if (double.IsInfinity(real))
        {
            return real > 0 ? -1 : 1;
        }

        var order = Exact(whole).CompareTo(new BigInteger(Math.Floor(real)));
        return order == 0 && Math.Floor(real) < real ? -1 : order;
    }
}
