using System.Buffers.Binary;
using System.Text;

namespace Portal.Domain.Tenancy.Keys;

/// <summary>Where a sealed value belongs. It is authenticated with the value: moved to another tenant, table, column or row, it does not open.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Table">As in the catalog, without a schema: it stays the same when the tenant moves to one of its own.</param>
/// <param name="Column">As in the catalog.</param>
/// <param name="Row">The row's own id.</param>
public readonly record struct SealedPlace(TenantId Tenant, string Table, string Column, Guid Row)
{
    private const int Fixed = 16 + 2 + 2 + 16 + 4;

    /// <summary>
    /// The additional data: tenant | table | column | row | key version. Texts have their length before them, so that no two places are written alike.
    /// </summary>
    public byte[] AdditionalData(int keyVersion)
    {
        var data = new byte[Fixed + Encoding.UTF8.GetByteCount(Table) + Encoding.UTF8.GetByteCount(Column)];
        Tenant.Value.TryWriteBytes(data, bigEndian: true, out var at);
        at += Write(data.AsSpan(at), Table);
        at += Write(data.AsSpan(at), Column);
        Row.TryWriteBytes(data.AsSpan(at), bigEndian: true, out var row);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(at + row), keyVersion);
        return data;
    }

    private static int Write(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(target, checked((ushort)length));
        return 2 + length;
    }
}
