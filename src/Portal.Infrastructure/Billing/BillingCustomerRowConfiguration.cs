using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Billing;

internal sealed class BillingCustomerRowConfiguration : IEntityTypeConfiguration<BillingCustomerRow>
{
    public void Configure(EntityTypeBuilder<BillingCustomerRow> builder)
    {
        builder.HasKey(row => row.TenantId);
    }
}
