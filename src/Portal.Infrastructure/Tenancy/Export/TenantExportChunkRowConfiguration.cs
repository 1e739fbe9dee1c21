using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Tenancy.Export;

internal sealed class TenantExportChunkRowConfiguration : IEntityTypeConfiguration<TenantExportChunkRow>
{
    public void Configure(EntityTypeBuilder<TenantExportChunkRow> builder) => builder.HasKey(row => new { row.TenantId, row.ExportId, row.Sequence });
}
