using System.Buffers.Binary;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>The wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding): as much of it as metrics need.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private int _wire;

    /// <summary>The number of the field that <see cref="Next"/> has come to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; its value has to be read or skipped.</summary>
    /// <exception cref="InvalidDataException">This is no message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        (Field, _wire) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    /// <summary>A number, however it is encoded; 0 for what is none.</summary>
    public ulong Number()
    {
        switch (_wire)
        {
            case 0:
                return Varint();
            case 1:
                return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
            case 5:
                return BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
            default:
                Skip();
                return 0;
        }
    }

    public double Real() => BitConverter.UInt64BitsToDouble(Number());

    /// <summary>A message, a text or packed numbers; empty for what is none.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (_wire == 2)
        {
            return Take(Length());
        }

        Skip();
        return [];
    }

    public void Skip()
    {
        switch (_wire)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Take(Length());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException("A group, which metrics have none of.");
        }
    }

    private int Length() => Varint() is <= int.MaxValue and var length ? (int)length : throw new InvalidDataException("A length beyond the message.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new InvalidDataException("The message ends in the middle.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number of more than ten bytes.");
    }
}
