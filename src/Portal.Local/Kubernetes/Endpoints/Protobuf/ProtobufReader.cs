using System.Text;
using System.Text.Json;

namespace Portal.Local.Kubernetes.Endpoints.Protobuf;

/// <summary>Reads the wire format of protocol buffers: fields as number and bytes or number and varint.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The number of the field just read.</summary>
    public int Field { get; private set; }

    /// <summary>The content of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The content of a varint field.</summary>
    public long Number { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Content);

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        Field = (int)(tag >> 3);
        Content = [];
        Number = 0;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                return true;
            case 2:
                var length = Varint();
                if (length < 0 || length > _rest.Length)
                {
                    throw Broken();
                }

                Content = _rest[..(int)length];
                _rest = _rest[(int)length..];
                return true;
            default:
                throw Broken();
        }
    }

    private long Varint()
    {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw Broken();
            }

            var part = _rest[0];
            _rest = _rest[1..];
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Broken();
    }

    private static JsonException Broken() => new("the protobuf message is broken");
}
