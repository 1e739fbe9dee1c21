using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Tenancy.Export;

internal sealed class TenantExportRowConfiguration : IEntityTypeConfiguration<TenantExportRow>
{
    public void Configure(EntityTypeBuilder<TenantExportRow> builder) => builder.HasKey(row => new { row.TenantId, row.Id });
}
