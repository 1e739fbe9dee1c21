using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives;

internal sealed class ObjectiveRowConfiguration : IEntityTypeConfiguration<ObjectiveRow>
{
    public void Configure(EntityTypeBuilder<ObjectiveRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.Spec).HasColumnType("jsonb");
        builder.Property(row => row.Burns).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
