using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Billing;

internal sealed class EntitlementRowConfiguration : IEntityTypeConfiguration<EntitlementRow>
{
    public void Configure(EntityTypeBuilder<EntitlementRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.PluginId, row.PurchaseId });
    }
}
