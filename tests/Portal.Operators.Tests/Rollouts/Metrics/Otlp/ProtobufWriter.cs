using System.Buffers.Binary;
using System.Text;

namespace Portal.Operators.Tests.Rollouts.Metrics.Otlp;

/// <summary>Writes what an exporter sends, field by field.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public ProtobufWriter Text(int field, string text) => Delimited(field, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Delimited(field, message.Bytes);

    public ProtobufWriter Number(int field, ulong number)
    {
        Varint((ulong)field << 3);
        Varint(number);
        return this;
    }

    public ProtobufWriter Fixed(int field, ulong number)
    {
        Varint(((ulong)field << 3) | 1);
        _bytes.AddRange(Eight(number));
        return this;
    }

    public ProtobufWriter Packed(int field, params ulong[] numbers) => Delimited(field, [.. numbers.SelectMany(Eight)]);

    public ProtobufWriter Packed(int field, params double[] numbers) => Packed(field, [.. numbers.Select(BitConverter.DoubleToUInt64Bits)]);

    public ProtobufWriter Attribute(int field, string key, string value) => Message(field, new ProtobufWriter().Text(1, key).Message(2, new ProtobufWriter().Text(1, value)));

    public ProtobufWriter Attribute(int field, string key, long value) => Message(field, new ProtobufWriter().Text(1, key).Message(2, new ProtobufWriter().Number(3, (ulong)value)));

    private ProtobufWriter Delimited(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private static byte[] Eight(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return bytes;
    }

    private void Varint(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Add((byte)(number | 0x80));
        }

        _bytes.Add((byte)number);
    }
}
