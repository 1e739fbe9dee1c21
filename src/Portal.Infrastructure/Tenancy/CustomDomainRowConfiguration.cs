using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Tenancy;

internal sealed class CustomDomainRowConfiguration : IEntityTypeConfiguration<CustomDomainRow>
{
    public void Configure(EntityTypeBuilder<CustomDomainRow> builder) => builder.HasKey(row => new { row.TenantId, row.Id });
}
