using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives.Alerts;

internal sealed class AlertChannelRowConfiguration : IEntityTypeConfiguration<AlertChannelRow>
{
    public void Configure(EntityTypeBuilder<AlertChannelRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Ignore(row => row.Route);
        builder.Property(row => row.Exceptions).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
