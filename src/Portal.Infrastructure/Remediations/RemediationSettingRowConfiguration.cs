using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Remediations;

internal sealed class RemediationSettingRowConfiguration : IEntityTypeConfiguration<RemediationSettingRow>
{
    public void Configure(EntityTypeBuilder<RemediationSettingRow> builder)
    {
        builder.HasKey(row => row.TenantId);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Document).HasColumnType("jsonb");
    }
}
