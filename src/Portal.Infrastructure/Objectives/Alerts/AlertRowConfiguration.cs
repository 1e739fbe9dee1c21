using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives.Alerts;

internal sealed class AlertRowConfiguration : IEntityTypeConfiguration<AlertRow>
{
    public void Configure(EntityTypeBuilder<AlertRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.Facts).HasColumnType("jsonb");
    }
}
