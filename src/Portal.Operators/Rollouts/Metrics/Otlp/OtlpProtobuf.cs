using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>Reads <c>ExportMetricsServiceRequest</c> (opentelemetry/proto/collector/metrics/v1), sums and histograms of it. Field numbers are that file's.</summary>
internal static class OtlpProtobuf
{
    /// <exception cref="InvalidDataException">This is no such message.</exception>
    public static IReadOnlyList<OtlpBatch> Read(ReadOnlySpan<byte> message)
    {
        var batches = new List<OtlpBatch>();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                batches.Add(Resource(reader.Bytes()));
            }
            else
            {
                reader.Skip();
            }
        }

        return batches;
    }

    private static OtlpBatch Resource(ReadOnlySpan<byte> message)
    {
        var (resource, points) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<OtlpPoint>());
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    Each(reader.Bytes(), 1, bytes => Attribute(bytes, resource));
                    break;
                case 2:
                    Each(reader.Bytes(), 2, bytes => Metric(bytes, points));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OtlpBatch(resource, points);
    }

    private static void Metric(ReadOnlySpan<byte> message, List<OtlpPoint> points)
    {
        var (name, unit, isSum) = ("", "", false);
        ReadOnlySpan<byte> data = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = Encoding.UTF8.GetString(reader.Bytes());
                    break;
                case 3:
                    unit = Encoding.UTF8.GetString(reader.Bytes());
                    break;
                case 7 or 9:
                    isSum = reader.Field == 7;
                    data = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var isDelta = false;
        var body = new ProtobufReader(data);
        while (body.Next())
        {
            isDelta = body.Field == 2 ? body.Number() == 1 : Ignore(ref body, isDelta);
        }

        var scale = unit == "ms" ? 0.001 : 1;
        Each(data, 1, bytes => points.Add(Point(bytes, name, isDelta, isSum, scale)));
    }

    private static bool Ignore(ref ProtobufReader reader, bool value)
    {
        reader.Skip();
        return value;
    }

    private static OtlpPoint Point(ReadOnlySpan<byte> message, string name, bool isDelta, bool isSum, double scale)
    {
        ulong start = 0, time = 0;
        double count = 0;
        double[] bounds = [], buckets = [];
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    start = reader.Number();
                    break;
                case 3:
                    time = reader.Number();
                    break;
                case 4:
                    count = isSum ? reader.Real() : reader.Number();
                    break;
                case 6 when isSum:
                    count = (long)reader.Number();
                    break;
                case 6:
                    buckets = Packed(reader.Bytes(), bits => bits);
                    break;
                case 7 when !isSum:
                    bounds = Packed(reader.Bytes(), bits => BitConverter.UInt64BitsToDouble(bits) * scale);
                    break;
                case 7 or 9 when isSum == (reader.Field == 7):
                    Attribute(reader.Bytes(), attributes);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OtlpPoint(name, isDelta, start, time, count, bounds, buckets, attributes);
    }

    private static double[] Packed(ReadOnlySpan<byte> bytes, Func<ulong, double> read)
    {
        var numbers = new double[bytes.Length / 8];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = read(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]));
        }

        return numbers;
    }

    private static void Attribute(ReadOnlySpan<byte> message, Dictionary<string, string> attributes)
    {
        var (key, value) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                key = Encoding.UTF8.GetString(reader.Bytes());
            }
            else if (reader.Field == 2)
            {
                value = Value(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        attributes[key] = value;
    }

    /// <summary>Text, truth or number; lists and maps tell no series apart.</summary>
    private static string Value(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        return !reader.Next() ? "" : reader.Field switch
        {
            1 => Encoding.UTF8.GetString(reader.Bytes()),
            2 => reader.Number() == 0 ? "false" : "true",
            3 => ((long)reader.Number()).ToString(CultureInfo.InvariantCulture),
            4 => reader.Real().ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static void Each(ReadOnlySpan<byte> message, int field, BytesAction take)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                take(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private delegate void BytesAction(ReadOnlySpan<byte> bytes);
}
