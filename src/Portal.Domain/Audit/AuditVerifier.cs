using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>
/// Proves an export of a tenant's log, line by line: every record is hashed anew, the tree is built anew, and its roots are compared with the signed ones.
/// Needs nothing but the public keys; with the copy from outside the database it also finds what was cut off or forked together with its checkpoints.
/// </summary>
public sealed class AuditVerifier(IReadOnlyList<NoteKey> keys, ISignatureVerifier signatures, WitnessedLog? outside = null)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<long, byte[]> _roots = [];
    private readonly MerkleFrontier _tree = new();
    private string _tenant = "";
    private byte[] _tenantBytes = [];
    private long _first = 1;
    private long _next = 1;
    private long _signed;
    private int _checkpoints;
    private byte[] _chain = AuditChain.Origin;
    private bool _begun;
    private bool _ended;
    private bool _broken;

    /// <summary>Takes the next line of the export.</summary>
    public void Add(ReadOnlyMemory<byte> line) => Add(AuditLine.Read(line));

    /// <summary>Takes the next line of the export, which may have been read at any time and by any thread.</summary>
    public void Add(AuditLine line)
    {
        if (line.Hash is { } hash && (_broken || Follows(line, hash)))
        {
            if (!_broken)
            {
                Take(hash);
            }

            return;
        }

        try
        {
            using var json = JsonDocument.Parse(line.Text);
            var root = json.RootElement;
            if (!_begun)
            {
                Begin(root);
            }
            else if (root.TryGetProperty("checkpoint", out var note))
            {
                Checkpoint(note.GetString());
            }
            else if (root.TryGetProperty("end", out _))
            {
                _ended = true;
            }
            else if (!_broken)
            {
                Record(root);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Broken("line.unreadable", _next, "The line of this record is not what an export writes.");
        }
    }

    /// <summary>After the last line.</summary>
    public AuditVerification Complete()
    {
        var leaves = _tree.Size;
        if (!_ended)
        {
            _findings.Add(new("export.cut", null, "The export has no last line: it was cut off while it was written or afterwards. Export again."));
        }

        if (!_broken && _roots.Count > 0 && _roots.Keys.Max() is var signed && signed > leaves)
        {
            _findings.Add(new("log.truncated", _first + leaves, $"A checkpoint was signed over {signed} leaves, and there are {leaves}: the records from here on are gone."));
        }

        return new(_next - 1, _signed, _checkpoints, [.. _findings.OrderBy(finding => finding.Sequence ?? long.MaxValue)]);
    }

    // Nothing but what the whole of Record would find right as well; it says what is wrong where this is false.
    private bool Follows(in AuditLine line, byte[] hash) =>
        _begun && line.Sequence == _next && (_next > _first || _first == 1) && line.Tenant.Span.SequenceEqual(_tenantBytes)
        && (outside is null || outside[_next - _first] is not { Length: > 0 } kept || kept.SequenceEqual(hash));

    private void Begin(JsonElement header)
    {
        _begun = true;
        if (header.GetProperty("export").GetString() != AuditExportFormat.Name)
        {
            Broken("export.unknown", null, $"This is no export of an audit log that this version reads ({AuditExportFormat.Name}).");
            return;
        }

        (_tenant, _first) = (header.GetProperty("tenant").GetString()!, header.GetProperty("firstSequence").GetInt64());
        _tenantBytes = System.Text.Encoding.UTF8.GetBytes(_tenant);
        foreach (var note in outside?.Notes ?? [])
        {
            Checkpoint(note);
        }
    }

    private void Checkpoint(string? text)
    {
        var note = SignedNote.Parse(text);
        var checkpoint = AuditCheckpoint.Parse(note?.Text);
        if (note is null || checkpoint is null || checkpoint.Tenant.ToString() != _tenant)
        {
            _findings.Add(new("checkpoint.invalid", null, "A checkpoint is none, or is another tenant's."));
        }
        else if (note.SignedBy(keys, signatures) is null)
        {
            _findings.Add(new("checkpoint.signature", null, $"The checkpoint over {checkpoint.Size} leaves is signed by none of the keys given: it was forged, or a key is missing."));
        }
        else if (!_roots.TryAdd(checkpoint.Size, checkpoint.Root) && !_roots[checkpoint.Size].AsSpan().SequenceEqual(checkpoint.Root))
        {
            // Of no record: which of them is not what the first one signed is found where the records are.
            _findings.Add(new("log.forked", null, $"Two different trees of {checkpoint.Size} leaves were signed."));
        }
        else
        {
            _checkpoints++;
        }
    }

    private void Record(JsonElement line)
    {
        var hash = Convert.FromHexString(line.GetProperty("hash").GetString()!);
        if (_next < _first)
        {
            Chained(line, hash);
            return;
        }

        var leaf = line.GetProperty("leaf");
        var place = leaf.GetProperty("sequence").GetInt64();
        var computed = MerkleHash.Leaf(JsonMarshal.GetRawUtf8Value(leaf));
        if (place > _next)
        {
            Broken("record.missing", _next, $"After record {_next - 1} comes record {place}: what was between is gone.");
        }
        else if (place < _next)
        {
            Broken("record.inserted", _next, $"At place {_next} stands a record that says it is at {place}: records were inserted or reordered.");
        }
        else if (!computed.AsSpan().SequenceEqual(hash))
        {
            Changed(JsonMarshal.GetRawUtf8Value(leaf), hash);
        }
        else if (leaf.GetProperty("tenant").GetString() != _tenant)
        {
            Broken("record.foreign", _next, "The record is another tenant's.");
        }
        else if (outside is not null && outside[_next - _first] is { Length: > 0 } kept && !kept.SequenceEqual(computed))
        {
            Broken("record.replaced", _next, "The copy outside the database has another record at this place: the log was rewritten from here on.");
        }
        else if (line.TryGetProperty("personal", out var personal) && AuditPersonalCheck.Fault(leaf, personal) is { } fault)
        {
            Broken("record.personal", _next, $"The value of {fault} is not what was committed to.");
        }
        else if (_next == _first && _first > 1 && !Continues(leaf))
        {
            Broken("chain.replaced", 1, "The tree's first leaf names another end of the chain before it than the one that is here.");
        }
        else
        {
            Take(computed);
        }
    }

    private void Changed(ReadOnlySpan<byte> leaf, byte[] hash)
    {
        switch (AuditLeaf.OriginalPlace(System.Text.Encoding.UTF8.GetString(leaf), _next, hash))
        {
            case null:
                Broken("record.changed", _next, "The record is not what was hashed when it was written.");
                break;
            case var place when place < _next:
                Broken("record.inserted", place, $"What was record {place} is at place {_next} now: records were inserted before it.");
                break;
            case var place:
                Broken("record.moved", _next, $"At place {_next} stands what was record {place}: records were removed or reordered, and numbered anew.");
                break;
        }
    }

    private void Take(byte[] leafHash)
    {
        _tree.Append(leafHash);
        _next++;
        if (!_roots.TryGetValue(_tree.Size, out var root))
        {
            return;
        }

        if (root.AsSpan().SequenceEqual(_tree.Root()))
        {
            _signed = _tree.Size;
        }
        else
        {
            Broken("log.forked", _first + _signed,
                $"The records up to here give another tree than the one that was signed over {_tree.Size} leaves: one of the records {_first + _signed} to {_next - 1} was rewritten, with all hashes. The copy outside the database says which.");
        }
    }

    private void Chained(JsonElement line, byte[] hash)
    {
        var fields = line.GetProperty("chain").EnumerateArray().Select(field => field.GetString()!).ToArray();
        var previous = Convert.FromHexString(line.GetProperty("previous").GetString()!);
        if (!previous.AsSpan().SequenceEqual(_chain) || !AuditChain.Link(previous, fields).AsSpan().SequenceEqual(hash) || fields[0] != _tenant
            || fields[1] != _next.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            Broken("record.changed", _next, "The record is not what was hashed when it was written, or does not follow the one before.");
            return;
        }

        _chain = hash;
        _next++;
    }

    private bool Continues(JsonElement leaf) =>
        leaf.GetProperty("action").GetString() == "log.continued" && leaf.GetProperty("detail").GetProperty("hash").GetString() == Convert.ToHexStringLower(_chain);

    private void Broken(string code, long? sequence, string message)
    {
        // What follows the first bad record proves nothing, and would only repeat it.
        if (!_broken)
        {
            _findings.Add(new(code, sequence, message));
            _broken = true;
        }
    }
}
