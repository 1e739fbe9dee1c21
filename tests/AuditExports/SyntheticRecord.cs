using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Testing;

/// <summary>A record of a change with a personal value, the same each time for the same place.</summary>
internal static class SyntheticRecord
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static (string Line, byte[] Hash) Line(TenantId tenant, int place)
    {
        var number = place.ToString(CultureInfo.InvariantCulture);
        var (changes, personal) = AuditChanges.Write(
            [new("state", "requested", "active"), new("email", null, $"ada+{number}@acme.example", IsPersonal: true)], () => Salt(place, 0));
        var record = new AuditRecord
        {
            Tenant = tenant,
            Id = new(new Guid(place, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
            OccurredAt = Began.AddSeconds(place),
            ActorKind = "member",
            ActorId = "mem_00000000000070008000000000000001",
            ActorMember = "mem_00000000000070008000000000000001",
            ActorName = new("Ada Lovelace", Salt(place, 1)),
            OnBehalfOf = null,
            Address = new("203.0.113.7", Salt(place, 2)),
            Action = "plugin.configured",
            SubjectKind = "plugin",
            SubjectId = "plg_" + number,
            SubjectName = new("Catalog “" + number + "”", Salt(place, 3)),
            Detail = CanonicalJson.Write(new Dictionary<string, string> { ["plan"] = "team", ["version"] = "1.4.2" }),
            Changes = changes,
            CorrelationId = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        var values = new SortedDictionary<string, SealedText>(StringComparer.Ordinal)
        {
            ["actor.name"] = record.ActorName,
            ["address"] = record.Address,
            ["subject.name"] = record.SubjectName,
        };
        foreach (var (at, text) in personal)
        {
            values["changes." + at] = text;
        }

        var leaf = AuditLeaf.Write(record, place);
        var hash = MerkleHash.Leaf(Encoding.UTF8.GetBytes(leaf));
        return (AuditExportFormat.Record(leaf, hash, values), hash);
    }

    private static byte[] Salt(int place, byte which)
    {
        var salt = new byte[SealedText.SaltSize];
        BinaryPrimitives.WriteInt32BigEndian(salt, place);
        salt[^1] = which;
        return salt;
    }
}
