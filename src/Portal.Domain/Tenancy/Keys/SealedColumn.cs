namespace Portal.Domain.Tenancy.Keys;

/// <summary>A column that holds sealed values; rows are told apart by <c>tenant_id</c> and <c>id</c>.</summary>
public sealed record SealedColumn(string Table, string Column)
{
    /// <summary>
    /// All that there are. Whatever re-encrypts, exports or destroys reads this list, and a test of the schema compares it with the columns
    /// that are named <c>…_sealed</c>.
    /// </summary>
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        new("webhook_endpoint", "secret_sealed"),
        new("webhook_endpoint", "previous_secret_sealed"),
        new("idempotency_key", "answer_key_sealed"),
        new("alert_channel", "secret_sealed"),
    ];

    public SealedPlace Of(TenantId tenant, Guid row) => new(tenant, Table, Column, row);
}
