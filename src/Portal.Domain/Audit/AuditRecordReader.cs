using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace Portal.Domain.Audit;

/// <summary>
/// Reads a record's line out of its bytes, and only one that is exactly as <see cref="AuditExportFormat.Record"/> writes it, member for member: whatever is
/// unusual, it leaves to who reads with more patience.
/// </summary>
internal ref struct AuditRecordReader(ReadOnlySpan<byte> line)
{
    private const int LongestValue = 4096;
    private readonly ReadOnlySpan<byte> _line = line;
    private Utf8JsonReader _json = new(line);
    private ReadOnlySpan<byte> _actorName;
    private ReadOnlySpan<byte> _address;
    private ReadOnlySpan<byte> _subjectName;
    private ReadOnlySpan<byte> _changes;

    public byte[]? Hash { get; private set; }

    public long Sequence { get; private set; }

    /// <summary>Where its text is in the line.</summary>
    public Range Tenant { get; private set; }

    /// <returns>Whether the leaf is what was hashed, and the personal values are what was committed to.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    public bool Read()
    {
        if (!Token(JsonTokenType.StartObject) || !Text("hash"u8, out var stored) || !Name("leaf"u8) || !Token(JsonTokenType.StartObject))
        {
            return false;
        }

        var start = (int)_json.TokenStartIndex;
        if (!Leaf())
        {
            return false;
        }

        Hash = MerkleHash.Leaf(_line[start..(int)_json.BytesConsumed]);
        return IsHex(stored, Hash) && Name("personal"u8) && Token(JsonTokenType.StartObject) && Personal() && Token(JsonTokenType.EndObject) && !_json.Read();
    }

    private bool Leaf()
    {
        if (!Text("action"u8, out _) || !Object("actor"u8) || !Text("id"u8, out _) || !Text("kind"u8, out _) || !Text("member"u8, out _)
            || !Text("name"u8, out _actorName) || !Text("onBehalfOf"u8, out _) || !Token(JsonTokenType.EndObject)
            || !Text("address"u8, out _address) || !Text("at"u8, out _) || !Changes() || !Text("correlation"u8, out _)
            || !Object("detail"u8) || !Rest() || !Text("id"u8, out _) || !Name("sequence"u8) || !Token(JsonTokenType.Number) || !_json.TryGetInt64(out var sequence)
            || !Object("subject"u8) || !Text("id"u8, out _) || !Text("kind"u8, out _) || !Text("name"u8, out _subjectName) || !Token(JsonTokenType.EndObject)
            || !Text("tenant"u8, out var tenant))
        {
            return false;
        }

        var at = (int)_json.TokenStartIndex + 1;
        (Sequence, Tenant) = (sequence, at..(at + tenant.Length));
        return Name("version"u8) && Token(JsonTokenType.Number) && Token(JsonTokenType.EndObject);
    }

    private bool Changes()
    {
        if (!Name("changes"u8) || !Token(JsonTokenType.StartArray))
        {
            return false;
        }

        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        _changes = _line[start..(int)_json.BytesConsumed];
        return true;
    }

    private bool Personal()
    {
        Span<byte> value = stackalloc byte[SealedText.SaltSize + LongestValue];
        Span<byte> commitment = stackalloc byte[SHA256.HashSizeInBytes];
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName && !_json.ValueIsEscaped)
        {
            var place = _json.ValueSpan;
            if (!Token(JsonTokenType.StartObject) || !Text("salt"u8, out var salt) || salt.Length != 2 * SealedText.SaltSize || !Name("value"u8)
                || !Token(JsonTokenType.String) || _json.ValueSpan.Length > LongestValue)
            {
                return false;
            }

            Convert.FromHexString(salt, value, out _, out var salted);
            var length = _json.CopyString(value[SealedText.SaltSize..]);
            var whole = value[..(SealedText.SaltSize + length)];
            if (salted != SealedText.SaltSize || !Utf8.IsValid(whole[SealedText.SaltSize..]))
            {
                return false;
            }

            SHA256.HashData(whole, commitment);
            if (!IsHex(Commitment(place), commitment) || !Token(JsonTokenType.EndObject))
            {
                return false;
            }
        }

        return _json.TokenType == JsonTokenType.EndObject;
    }

    private readonly ReadOnlySpan<byte> Commitment(ReadOnlySpan<byte> place)
    {
        if (place.SequenceEqual("actor.name"u8))
        {
            return _actorName;
        }

        if (place.SequenceEqual("address"u8))
        {
            return _address;
        }

        return place.SequenceEqual("subject.name"u8) ? _subjectName : place.StartsWith("changes."u8) ? AuditChangeReader.Commitment(_changes, place["changes."u8.Length..]) : [];
    }

    private bool Token(JsonTokenType type) => _json.Read() && _json.TokenType == type;

    private bool Name(ReadOnlySpan<byte> name) => Token(JsonTokenType.PropertyName) && !_json.ValueIsEscaped && _json.ValueSpan.SequenceEqual(name);

    private bool Object(ReadOnlySpan<byte> name) => Name(name) && Token(JsonTokenType.StartObject);

    // A string, as it stands there; or null, which is as good as an empty one.
    private bool Text(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = [];
        if (!Name(name) || !_json.Read() || _json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            return false;
        }

        value = _json.TokenType == JsonTokenType.Null || _json.ValueIsEscaped ? [] : _json.ValueSpan;
        return true;
    }

    // To the end of the object that was begun.
    private bool Rest()
    {
        while (Token(JsonTokenType.PropertyName))
        {
            _json.Skip();
        }

        return _json.TokenType == JsonTokenType.EndObject;
    }

    private static bool IsHex(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hex = stackalloc byte[2 * SHA256.HashSizeInBytes];
        return Convert.TryToHexStringLower(bytes, hex, out _) && text.SequenceEqual(hex);
    }
}
