using System.Globalization;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Audit;

/// <summary>How many leaves a tenant's tree had, and its root then: what is signed (C2SP tlog-checkpoint).</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">32 bytes.</param>
public sealed record AuditCheckpoint(TenantId Tenant, long Size, byte[] Root)
{
    private const string Origin = "portal/audit/";

    /// <summary>The lines that are signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}{Tenant}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <returns>Null for what is none, or says more than we write.</returns>
    public static AuditCheckpoint? Parse(string? text)
    {
        var lines = (text ?? "").Split('\n');
        var root = new byte[MerkleHash.Size];
        return lines.Length == 4 && lines[0].StartsWith(Origin, StringComparison.Ordinal) && TenantId.TryParse(lines[0][Origin.Length..], out var tenant)
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            && Convert.TryFromBase64String(lines[2], root, out var length) && length == root.Length && lines[3].Length == 0
                ? new(tenant, size, root)
                : null;
    }
}
