using System.Globalization;
using System.Text;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>int(), uint(), double(), string(), bytes(), bool(), duration(), timestamp(), dyn().</summary>
internal static class CelConversions
{
    private static readonly CelKind[] Scalars =
        [CelKind.Bool, CelKind.Int, CelKind.Uint, CelKind.Double, CelKind.String, CelKind.Bytes, CelKind.Duration, CelKind.Timestamp];

    public static IEnumerable<CelOverload> All =>
    [
        .. Into("int", CelKind.Int, [CelKind.Int, CelKind.Uint, CelKind.Double, CelKind.String, CelKind.Timestamp, CelKind.Duration], ToInt),
        .. Into("uint", CelKind.Uint, [CelKind.Int, CelKind.Uint, CelKind.Double, CelKind.String], ToUint),
        .. Into("double", CelKind.Double, [CelKind.Int, CelKind.Uint, CelKind.Double, CelKind.String], ToDouble),
        .. Scalars.Select(kind => new CelOverload("string", false, [kind], types => CelType.Of(CelKind.String, Math.Max(types[0].Size, 40)), a => CelValue.Show(a[0]))),
        .. Into("bytes", CelKind.Bytes, [CelKind.Bytes], value => value),
        .. Into("bytes", CelKind.Bytes, [CelKind.String], value => Encoding.UTF8.GetBytes((string)value!)),
        .. Into("bool", CelKind.Bool, [CelKind.Bool], value => value),
        .. Into("bool", CelKind.Bool, [CelKind.String], ToBool),
        .. Into("duration", CelKind.Duration, [CelKind.Duration], value => value),
        .. Into("duration", CelKind.Duration, [CelKind.String], value => CelTime.TryDuration((string)value!) ?? throw Wrong(value, "duration")),
        .. Into("timestamp", CelKind.Timestamp, [CelKind.Timestamp], value => value),
        .. Into("timestamp", CelKind.Timestamp, [CelKind.Int], value => ToTimestamp((long)value!)),
        .. Into("timestamp", CelKind.Timestamp, [CelKind.String], value => CelTime.TryTimestamp((string)value!) ?? throw Wrong(value, "timestamp")),
        .. Into("dyn", CelKind.Dyn, [CelKind.Dyn], value => value),
    ];

    private static IEnumerable<CelOverload> Into(string name, CelKind result, CelKind[] from, Func<object?, object?> convert) =>
        from.Select(kind => CelFunctions.Function(name, [kind], result, a => convert(a[0])));

    private static object ToInt(object? value) => value switch
    {
        long whole => whole,
        ulong unsigned => unsigned <= long.MaxValue ? (long)unsigned : throw new CelException("integer overflow"),
        double real => CelNumbers.ToWhole(real),
        DateTimeOffset time => time.ToUnixTimeSeconds(),
        TimeSpan duration => duration.Ticks * 100,
        _ => long.TryParse((string)value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : throw Wrong(value, "int"),
    };

    private static object ToUint(object? value) => value switch
    {
        ulong unsigned => unsigned,
        long whole => whole >= 0 ? (ulong)whole : throw new CelException("unsigned integer overflow"),
        double real => CelNumbers.ToUnsigned(real),
        _ => ulong.TryParse((string)value!, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : throw Wrong(value, "uint"),
    };

    private static object ToDouble(object? value) => value switch
    {
        double real => real,
        long whole => (double)whole,
        ulong unsigned => (double)unsigned,
        _ => double.TryParse((string)value!, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : throw Wrong(value, "double"),
    };

    private static object ToBool(object? value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw Wrong(value, "bool"),
    };

    private static DateTimeOffset ToTimestamp(long seconds) =>
        seconds is >= -62135596800 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw new CelException("timestamp overflow");

    private static CelException Wrong(object? value, string wanted) => new($"type conversion error from '{CelValue.Show(value)}' to '{wanted}'");
}
