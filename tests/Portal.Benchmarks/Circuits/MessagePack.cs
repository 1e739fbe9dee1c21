using System.Buffers.Binary;
using System.Text;

namespace Portal.Benchmarks.Circuits;

/// <summary>The part of MessagePack that Blazor's circuits use: https://github.com/msgpack/msgpack/blob/master/spec.md.</summary>
internal sealed class MessagePack(ReadOnlyMemory<byte> data)
{
    private int _at;

    public static byte[] Write(object? value)
    {
        using var output = new MemoryStream();
        Write(output, value);
        return output.ToArray();
    }

    /// <summary>Numbers are long or double, arrays object?[], binary byte[], maps skipped as null.</summary>
    public object? Read()
    {
        var type = Byte();
        return type switch
        {
            <= 0x7f => (long)type,
            <= 0x8f => Map(type & 0x0f),
            <= 0x9f => Array(type & 0x0f),
            <= 0xbf => Text(type & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Take(Byte()).ToArray(),
            0xc5 => Take(Number(2)).ToArray(),
            0xc6 => Take(Number(4)).ToArray(),
            0xca => (double)BinaryPrimitives.ReadSingleBigEndian(Take(4).Span),
            0xcb => BinaryPrimitives.ReadDoubleBigEndian(Take(8).Span),
            0xcc => (long)Byte(),
            0xcd => (long)Number(2),
            0xce => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8).Span),
            0xd0 => (long)(sbyte)Byte(),
            0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2).Span),
            0xd2 => (long)Number(4),
            0xd9 => Text(Byte()),
            0xda => Text(Number(2)),
            0xdb => Text(Number(4)),
            0xdc => Array(Number(2)),
            0xdd => Array(Number(4)),
            0xde => Map(Number(2)),
            >= 0xe0 => (long)(sbyte)type,
            _ => throw new InvalidDataException($"MessagePack type 0x{type:x2} is not part of the circuit protocol"),
        };
    }

    private static void Write(MemoryStream output, object? value)
    {
        switch (value)
        {
            case null:
                output.WriteByte(0xc0);
                break;
            case bool truth:
                output.WriteByte(truth ? (byte)0xc3 : (byte)0xc2);
                break;
            case int number:
                Write(output, (long)number);
                break;
            case long number:
                Span<byte> bytes = stackalloc byte[9];
                bytes[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
                output.Write(number is >= 0 and <= 0x7f ? [(byte)number] : bytes);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                Header(output, 0xdb, utf8.Length);
                output.Write(utf8);
                break;
            case object?[] items:
                Header(output, 0xdd, items.Length);
                System.Array.ForEach(items, item => Write(output, item));
                break;
            case Dictionary<string, string> { Count: 0 }:
                output.WriteByte(0x80);
                break;
            default:
                throw new NotSupportedException($"{value.GetType()} is not written here");
        }
    }

    private static void Header(MemoryStream output, byte type, int length)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = type;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], length);
        output.Write(bytes);
    }

    private byte Byte() => Take(1).Span[0];

    private int Number(int bytes) => bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span) : BinaryPrimitives.ReadInt32BigEndian(Take(4).Span);

    private string Text(int length) => Encoding.UTF8.GetString(Take(length).Span);

    private object?[] Array(int length)
    {
        var items = new object?[length];
        for (var i = 0; i < length; i++)
        {
            items[i] = Read();
        }

        return items;
    }

    private object? Map(int length)
    {
        for (var i = 0; i < length * 2; i++)
        {
            Read();
        }

        return null;
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        var part = data.Slice(_at, length);
        _at += length;
        return part;
    }
}
