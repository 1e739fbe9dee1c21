using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Billing;

internal sealed class PurchaseRowConfiguration : IEntityTypeConfiguration<PurchaseRow>
{
    public void Configure(EntityTypeBuilder<PurchaseRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
    }
}
