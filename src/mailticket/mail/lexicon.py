"""What words mean in a customer's reply, Indonesian and English with slang and neighbours: data for thanks (spec 3.9).

A word may be of several kinds; the first is the one that counts beside its neighbours.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mailticket.mail.words import words_of

SLANG: Final = {
    word: line.split(":")[0]
    for line in (
        "sudah:sdh udah udh dah telah udahan tos parantos sampun uwis wis alah nunga",
        "belum:blm blum",
        "tidak:tdk tak gak ga gk nggak ngga enggak engga kagak",
        "bisa:bs bsa bisaa tiasa saget iso biso boi",
        "banyak:bnyk byk",
        "sekarang:skrg skr skrang",
        "saya:sy aku gue gw",
        "yang:yg",
        "dengan:dgn",
        "cepat:cepet cpt",
        "bagus:bgs",
        "sekali:skali bgt banget bngt",
        "kencang:kenceng",
        "benar:bener leres",
        "aman:amanaman",
        "lancar:lancarlancar",
        "baik:baikbaik",
        "terima kasih:trmksh trmkasih trimakasih terimakasih trims makasih makasi mksh maaci maacih",
        "terima kasih:maaciw makaci tks terimaksih terimaksi terikasih terimakash trmakasih makaish mkasih maksih",
        "terima kasih:makash arigatou arigato gomawo kamsia barakallah barakallahu makacih macaci acih",
        "you:u yuo yu",
        "your:ur",
        "thanks:thx tq ty thnx tnx thanx thnks thansk tahnks thnak thanls thankz tenks tengs",
        "it is:its",
        "that is:thats",
        "you are:youre",
        "i am:im",
        "i have:ive",
        "you have:youve",
        "has not:hasnt",
        "mengerti:ngerti",
        "terima kasih:nuwun suwun nuhun tengkyu tengkiu tencu mauliate suksma",
        "silakan:monggo mangga",
        "tiket:tiketnya tiketnnya",
        "ticket:ticketnya",
        "laporan:laporannya",
        "nomor:nomornya",
        "ditutup:diclose dclose ditutupin",
        "do not:dont",
        "have not:havent",
        "what is:whats",
    )
    for word in line.split(":")[1].split()
}
"""How a word is written by other hands, the usual one first."""

_KINDS: Final = """
thanks: thanks thank thankyou thanx cheers ta nuhun nuwun suwun matur hatur kasih terima trims makasih tengkyu merci
    gracias danke grazie arigato gratitude grateful thankful gratefully obliged indebted appreciate appreciated
    appreciates appreciation appreciative kudos bravo suksma mauliate godang tarimo syukron jazakallah jazakumullah
    jazakallahu khair khairan katsiran barakallah barakallahu barokallah fiik fiikum mille xie kamsia xoxo tysm tyvm
    mks tks sembah sungkem berterima berterimakasih trimakasih respect hormatku apresiasi mengapresiasi diapresiasi
    tarimakasih liao tabik ucapkan mengucapkan ucapan diucapkan haturkan dihaturkan
glad: happy glad gladly delighted pleased relieved relief satisfied content impressed thrilled chuffed joy joyful
    bliss proud smile smiles smiling grin grinning senang seneng lega puas bahagia gembira bangga terharu girang
    plong ceria tersenyum senyum sumringah bungah rena gumbira hooray hurray hurrah yay yippee woohoo woo hore horee
    asyik asik yeay yeah yess yesss alhamdulillah hamdalah syukur syukurlah puji haleluya halleluya phew finally
    akhirnya love loving loved adore kangen cinta celebrate celebrating traktir kopinya converted dream tidur
    nyenyak rebahan tenang tenteram adem ayem damai calm lucky grateful nikmat terselamatkan selamat legaa sujud
    bebas marem blissful cheered nangis menangis seru
praise: perfect perfectly excellent brilliant fantastic amazing awesome superb wonderful great lovely marvellous
    marvelous splendid terrific magic magical outstanding stellar smashing flawless flawlessly impeccable impressive
    exemplary legend legends hero heroes lifesaver star stars champ champion genius wizard angel saint rockstar rock
    rocks best top nice neat sweet cool sick epic good kind kindly kindness patient patience helpful quick quickly
    fast prompt promptly speedy swift efficient professional polite courteous friendly thoughtful superfast mantap
    mantab mantul mantaplah mantep keren kerenn kece cakep josss joss jos jozz gandos gandhos markotop sip siip
    siipp ajib ajaib gokil gila hebat canggih salut sigap gesit gercep ramah sabar telaten baik bagus sempurna
    istimewa luar biasa terbaik memuaskan jempol jempolan sae becik rancak apik edan pisan juara pro suhu master
    sakti dewa legendaris profesional cekatan tanggap responsif cepat cepatnya pinter pintar gg pog goat bless gem
    treat charm lightning breeze smooth smoothly nggilani josh sat set wow wah woww waw juosss decent decently
    generous marvel charming bagusnya cepet helpfulness service servicenya pelayanan pelayanannya layanan layanannya
    respon respons responnya responsnya layan rekomen rekomended recommended recommend membantu terbantu tertolong
    menolong dibantu helped helps helping
well: works work worked working solved resolved fixed sorted repaired restored recovered cured settled done running
    runs stable steady normal normally fine okay alright well correct correctly properly accurate right intact safe
    safely sound clean complete completed successful successfully success succeeded succeeds accessible available
    visible readable reachable usable online live alive green connected connects connecting prints printing opens
    opened loads loaded loading boots charges charging syncs synced syncing scans scanning sends responds responding
    plays playing humming purring snappy silent gone vanished disappeared match matches matched reconciles balanced
    balances verified validated approved accepted unlocked reactivated activated enabled installed reset updated
    upgraded delivered beres rebes kelar rampung tuntas selesai pulih stabil lancar lancarr jaya aman amin sehat
    waras walafiat sembuh nyala menyala hidup urip jalan mlampah mlaku berjalan berfungsi aktif nyambung tersambung
    nyambut konek connect terhubung tersinkron sinkron kebuka terbuka terbaca kebaca tampil muncul keluar sukses
    berhasil hasil teratasi terselesaikan tertangani terkendali ngebut kenceng kencang mulus bersih jernih terang
    cocok sesuai pas klop benar betul leres bener presisi lengkap utuh sempurna rapi beroperasi beraktivitas balik
    pulang kepasang terpasang terdaftar terverifikasi tervalidasi terkirim kekirim terinput terunduh kedownload
    keprint tercetak tercatat terbit cair lunas lolos kelihatan terlihat keliatan kedengeran terdengar bunyi ijo
    hijau dingin ngocor ngacir ngacirr gacor gaspol lulus kepake kehitung terhitung berangkat jelas joss berbunyi
    clear cleared melebihi rapih tokcer manjur ampuh cespleng paten diperbaiki dibenerin dibetulin dibenahi
    diberesin dibereskan dipulihkan diselesaikan diperbarui terbarui terurus tertata banter terlayani kesambung
    tersimpan kesimpan terbayar kebayar teraktivasi aktivasi mengalir bablas plong gembok dados iso biso tiasa saget
    saged isa bangkit sinkronnya flying buzzing berlangsung tersenyum ramai laku
able: bisa can able could dapat manages managed manage mampu berhasil sanggup bisaa bs iso tiasa saget saged isa
    biso boi kiso dapet allowed lets iyeu
come: arrived arrive arrives came come received receive landed delivered turned credited refunded masuk diterima
    nyampe nyampai sampai sampe tiba mendarat datang dateng ketemu found ditemukan terima got get gotten kebagian
    kumpul cair ditransfer dikembalikan kembali dapat terkirim turun
clear: understood understand understands clear clearly crystal paham mengerti ngerti jelas dimengerti mudeng
    nyambung enlightening mencerahkan tercerahkan pencerahan terjawab answered answers explains explained sense
    makes gamblang jelasin ngeh noted catat dicatat informative informatif learned learnt
again: lagi again back kembali balik malih maneh deui baliak mulih restored anymore longer
now: sudah already now sekarang langsung immediately instantly saiki sakniki ayeuna kini uwis wis alah sampun tos
    parantos nunga kadung
past: tadi kemarin barusan semalam yesterday ago last earlier since sejak setelah sesudah habis abis after
    afterwards before sebelum waktu pagi siang sore malam morning afternoon evening noon night midnight today hari
    during whole long enjing wengi dari overnight lunch breakfast just recently kemaren kmrn bar while sempat pernah
cause: ternyata rupanya because karena gara turned turns turnedout apparently reason penyebab sebabnya penyebabnya
    kiranya kirain pantesan pantas jebul tibake harus needed due cause caused kira soalnya toh
fault: lupa silly mistake stupid forgot forgotten forget embarrassing embarrassed malu ngaco dodol bego oops whoops
    duh bodoh capslock overlooked misread mistyped typo fault bad oversight malunya ceroboh teledor doh facepalm
    gaptek unplugged longgar typed terlewat kelewat kepencet kelupaan
sorry: maaf sorry apologies apology apologise apologize sori maapin maafkan punten ampun nyuwun pangapunten pardon
    bother bothered bothering trouble troubled merepotkan ngerepotin mengganggu disturb disturbing disturbed noise
    panic panicked panicking panik repot direpotin fuss pest nagging rewel ngeyel marah
wish: semoga moga mugi mugia may bless blessed god allah tuhan amin aamiin berkah barokah rezeki rejeki pahala amal
    ibadah sehat sukses jaya maju laris berlimpah berlipat membalas dibalas kebaikan memberkati wish wishes wishing
    weekend holiday holidays happy enjoy day evening christmas easter lebaran ramadan natal liburan akhir pekan
    semangat salam regards sincerely yours hugs greetings berkat gusti salawasna sekeluarga sedoyo sedaya rahayu
    horas luck health lancar dilancarkan dimudahkan diparingi diberi senantiasa selalu always langgeng istirahat
close: close closed closing tutup ditutup nutup menutup archive archived selesaikan
greeting: hi hello halo hai hey dear pagi siang sore malam assalamualaikum waalaikumsalam wassalamualaikum wr wb
    warahmatullahi wabarakatuh wassalam selamat good morning afternoon evening yth kepada dengan hormat salam shalom
    om swastiastu kulonuwun sampurasun bismillah permisi
address: kak kakak ka kaka mas mba mbak pak bapak bpk bu ibu min mimin admin bang abang gan agan sis bli kang teh
    teteh da uda uni om tante ndan bos boss bosku bossku bosque bro broo sir madam maam miss mister mr mrs ms guys
    team tim lur dulur cak rek lae ito bung koh ko cici ci cece neng nak dok dokter ustadz ustaz ndoro juragan mate
    pal buddy folks dude man lads mates friend friends gaes gais guru suhu sist sister gess puh sepuh tulang amang
    inang aa mbah mpok bapa nyai pace mace helpdesk support cs it ti staff staf rekan kawan teman petugas sekalian
    semuanya dears sirs dik nduk pakde bude sayang hon darling boy
particle: ya yaa yah yaah iya ye yee yo yoo nih deh dong donk sih kok lah lho loh tuh kan mah teh euy atuh lha lo
    lur nya ni nggih inggih nah tho wae dah pun juga gitu begitu gini oh ooh o oo ah eh uh um hmm huh duh aduh waduh
    wadaw oalah owalah walah ealah weh lol lmao wkwk wkwkwk wkwkwkwk haha hahaha hahahaha hehe hehehe hihi hihihi
    xixi huhu hiks hehee cie ciee yes yep yup yeah aye ok oke okay okey okee okeh k sip siap baik okelah baiklah
    siapp anyway well ngakak hadeh omg btw sheesh welp haa ha ho ea bah wooow wes geus euh nge tau indeed really
    truly honestly honest actually definitely absolutely totally completely quite sure rather simply literally
    seriously beneran sungguh memang emang bener2 sumpah asli banget sekali bgt pisan sanget tenan nian amat sangat
    so very much too banyak many lot lots super ultra extremely incredibly bangeet kali bana bangett pisann skali
degree: banget sekali bgt pisan sanget tenan nian amat sangat so very much too banyak many lot lots super extremely
    incredibly bana poll polll parah habis abis ever million bunch heaps loads tons ton big huge sebesarbesarnya
    sebanyakbanyaknya setinggitingginya sedalamdalamnya heartfelt sincere warm warmest deepest dearly hugely
all: semua semuanya sadaya sedaya sedoyo kabeh everything everyone everybody all whole entire every each both
    keduanya duaduanya total seluruh seluruhnya complete included
me: i im ive me my mine myself we us our ours ourselves saya sy aku gue gw gua ane awak kami kita kula kulo tiang
    abdi urang ambo den beta aye saye sayah ogut sini
you: you your yours youre u ur anda kamu njenengan panjenengan anjeun kau elu lu kalian ente sampeyan
it: it its this that these those they them their he him his she her itu ini niki niku ieu eta tersebut iki kuwi dia
    mereka there here sini situ
little: the a an and or of to in on at for with by from as is are was were be been being am has have had do did does
    done that which who whom whose than then so into onto over under about up out off via per through di ke dari dan
    atau yang dengan untuk buat pada dalam oleh atas bagi kepada secara sebagai adalah ialah jadi lalu terus biar
    agar supaya saat ketika waktu sambil tanpa without jg juga pun dgn utk pd nu dina ka ti nang ing teng mring sing
    lan karo kagem saking pake bahwa even seperti kayak kaya kek like such some any si sang para nan ala ben sama
not: not no never none nothing nobody neither nor dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont
    wouldnt shouldnt havent hasnt hadnt aint without tidak bukan tak ndak ora mboten teu henteu sanes indak tiada
    tanpa jangan gak ga engga
notyet: belum yet dereng durung acan blm alun belom pending blum unfinished
but: but however though although tho yet except apart otherwise tapi tp tetapi namun cuman hanya sayang sayangnya
    kecuali melainkan padahal meski meskipun walau walaupun nanging ning ngan tetep unless unfortunately sadly
    regrettably instead whereas selain pity shame alas mung malah mlh kendati biarpun sebaliknya
only: only just cuma hanya cuman doang saja aja tok mung thok wae merely simply tinggal sole single solely barely
    hardly semata sekadar sekedar doank mawon
still: still masih msh tetap tetep keneh isih remains remain remaining sisa sisanya keeps keep kept stays stuck
    nyangkut ongoing persists continues continue tersisa taksih
please: please pls plis plz mohon tolong minta harap kindly could would request requesting requested asking ask asks
    asked remind bantu bantuin tolongin mintain dimohon diharapkan mohonlah tulung pengin might care sekalian menawi
    upami ajukan mengajukan diminta pengajuan memohon usul saran suggest suggestion suggestions propose advise
    needful favour favor
want: want wants wanted wanna mau pengen pengin ingin need needs perlu butuh wish prefer preferred rather hoping
    expect expects expecting interested consider considering berminat tertarik arep badhe hoyong kepengen kersa
    looking seeking requires require required maunya inginnya pilih pesen order choose berencana rencana rencananya
    planning plan minat
question: apa apakah kenapa mengapa napa ngapa kapan kapankah dimana mana kemana berapa siapa bagaimana gimana gmn
    gmna piye pripun kumaha naha iraha sabaraha pundi opo apo baa what whats when where why how who which whether
    wonder wondering curious question questions tanya bertanya nanya menanyakan tanyakan pertanyaan apaan brp dmn
    kah bolehkah bisakah adakah benarkah query confused bingung bingungnya kepriye puzzled puzzling clue idea
    explain knows mastiin
if: if kalau kalo klo kl jika jikalau bila bilamana apabila andai asal asalkan seandainya misal misalnya upami
    menawi lamun nek yen once until till unless whenever provided assuming supaya biar sampai hingga case kalok
wait: tunggu ditunggu menunggu nunggu nungguin tungguin nantikan dinanti menanti entosan enteni ngantos await
    awaiting wait waiting waits forward antri antre standby nantiin pantau memantau monitor watch pending proses
    diproses memproses processing escalating escalated escalate diteruskan meneruskan forwarded forwarding diajukan
    dijadwalkan dijadwal scheduled scheduling booking booked keposted posted tindaklanjuti ditindaklanjuti
    menindaklanjuti tindak lanjut followup onprogress progress
later: will ill youll itll theyll shall would gonna going akan bakal bakalan mau hendak nanti ntar entar tar ngko
    mengke engke engkin besok besuk lusa tomorrow tonight later soon next upcoming kelak sebentar bentar segera asap
    secepatnya dulu heula disik rumiyin riyin depan monday tuesday wednesday thursday friday saturday sunday senin
    selasa rabu kamis jumat sabtu minggu ahad soonest let
try: try tries trying coba cobain nyoba mencoba jajal cobi test tests testing tes ngetes ngecek cek check checking
    ceki periksa mengecek memeriksa dicek cekin verify confirm konfirmasi retry tinjau review
tried: tried tested dicoba dites dicobain checked diperiksa dijajal confirmed confirming terkonfirmasi
agreed: agree agreed agreement setuju sepakat lanjut lanjutkan lanjutin dilanjut dilanjutkan lanjutken teruskan gas
    gaskeun proceed ahead go approve approval approves approved acc deal boleh silakan monggo mangga silahkan
    persetujuan disetujui suits take pick choose pilih opsi option options terserah sure sounds acceptable accept
hand: send sent sending sends kirim kirimkan kirimin dikirim ngirim mengirim attach attached attachment attaching
    lampir lampirkan lampiran terlampir upload uploaded unggah mengunggah diunggah enclosed enclose share forward
    isi diisi mengisi ngisi ditransfer tf bayar dibayar membayar pay screenshot ss skrinsut formulir formulirnya
    formnya bukti buktinya supply submit submitted serahkan menyerahkan bawa membawa dibawa antar mengantar berikut
    fill filled fax japri
do: ganti diganti gantikan mengganti gantiin tuker tukar dituker ditukar pindah pindahin dipindah dipindahkan ubah
    diubah ubahin mengubah change changed changing swap move moved tambah ditambah tambahin tambahkan nambah add
    added adding hapus dihapus hapusin delete deleted remove removed dibuat buatin dibuatkan dibikin bikinin create
    batal batalkan dibatalkan cancel cancelled pasang dipasang perpanjang diperpanjang extend cabut dicabut update
    perbarui replace replaced jemput dijemput diambil ambil ngambil collect aktifkan diaktifkan nonaktifkan geser
    digeser dintun dikintun benerin betulkan perbaiki dibetulkan dibenarkan amend revise revisi direvisi upgrade
    downgrade install kabari kabarin dikabari kabarnya infokan infoin diinfo notify inform ring telpon ditelepon
    hubungi dihubungi contact jawab posted tell kasihtau revert
trouble: error errors eror erorr rusak broken broke break gagal fail failed fails failing failure macet hang crash
    crashes crashed freeze frozen freezes mati dead down putus disconnect disconnected drop drops dropped offline
    nyangkut stuck tersendat lemot lag lelet lambat lamban slow slower slowly trouble problem problems masalah
    masalahnya bermasalah kendala kendalanya gangguan gangguannya issue issues bug bugs glitch keluhan complaints
    complain gejala gejalanya rewel ngadat ngambek mogok ngehang bocor leak leaking noisy loud berisik hum buzz
    panas overheat overheats kedip flicker flickers flickering blank gelap dark blur blurry buram pecah penyok dent
    dented scratched robek torn sobek basah kotor miring crooked upside kebalik terbalik reject rejects rejected
    refuse refuses refused ditolak menolak tolak denied expired kadaluarsa kedaluwarsa invalid locked terkunci
    kekunci blocked diblokir terblokir banned suspended hangus kumat kambuh ilang hilang missing lost empty kosong
    nol nihil none lenyap raib anjlok jeblok error503 tilt fire burning bau smell terputus ngedrop terpotong
    kepotong dipotong nunggak lumpuh jebol kacau berantakan messy mess chaos garbled scrambled ngaco ngawur aneh
    weird strange odd oddly funny janggal penasaran curiga suspicious susah sulit difficult hard sakit hurts
    sulitnya repotnya pusing headache mumet expire tersesat confusing confused membingungkan tersembunyi
    disembunyikan hidden alert alerts warning warnings peringatan smoke misprinted stray
amiss: biru merah kuning pink salah wrong keliru mistake incorrect incorrectly tertukar swapped mixed kecampur beda
    berbeda different
    differ differs difference selisih selisihnya kurang lacking lack short less kelebihan lebih excess extra double
    dobel duplicate duplicates twice ganda kembar duplikat half setengah setengahnya separuh sebagian sebagiannya
    partly partially partial almost nearly hampir kadang kadangkadang sometimes occasionally intermittent
    intermittently sesekali terkadang harusnya seharusnya semestinya mestinya kuduna kudune should supposed ought
    meant maksud maksudnya bukannya tertulis seolah ketuker misspelled spelled spelling ejaan terpotong alit leutik
    cilik kekecilan kegedean tiny cramped mismatch asked ordered minus tipis kurangnya
other: other others another lain lainnya liyane sejen lainna satunya else second kedua ketiga third new baru anyar
    also sekalian tambahan additionally additional besides plus moreover ps nb btw oiya sama same sami too likewise
    selanjutnya berikutnya next other's colleague colleagues coworker sebelah tetangga punya punyaku belongs
    neighbour neighbor cabang
doubt: hope hopes hoping hopefully harap berharap diharap diharapkan harapan mudahmudahan mogamoga fingers crossed
    doakan doain doanya trust worry worried worries worrying khawatir kuatir takut afraid fear waswas curiga ragu
    doubt doubts unsure uncertain maybe perhaps possibly probably mungkin barangkali kayaknya kayanya sepertinya
    kelihatannya keliatannya tampaknya kesannya seem seems seemed appears appear apparently think guess suppose
    presume suspect entah entahlah believe lumayan temporary temporarily sementara sejauh far
cross: kecewa mengecewakan disappointed disappointing unacceptable terrible awful useless pointless payah parah
    buruk jelek bad worst worse poor shameful angry marah kesal sebel jengkel capek lelah bosan mahal expensive
    charged charge charges cost costs fee fees biaya tagihan ditagih bill billed denda penalty harga price complain
    protes komplain ruginya rugi kompensasi compensation janji janjinya promised promise promises ignored diabaikan
    didiamkan waste wasted percuma mempersulit ribet terlalu kabur pergi leave ogah malas disagree dispute unfair
    regret menyesal terlambat telat late delay delayed delays lapor melapor laporkan menuntut lawyer tired kapok
    nyesel
someone: teknisi technician engineer manager boss atasan kepala guru dosen murid siswa mahasiswa pasien dokternya
    perawat pelanggan customer customers client clients klien pembeli kurir courier driver supir sopir kasir istri
    wife suami husband anak kids children son daughter mother father orangtua parents tetangga warga tamu guests
    visitor visitors vendor bank accountant finance keuangan akuntan pusat head secretary sekretaris karyawan
    pegawai bendahara camat lurah kades bupati pastor pendeta jemaat jamaah takmir pengurus panitia peserta santri
    nurse nurses doctor doctors patients colleague grandson granddaughter cucu sister brother adik nenek kakek
    developers developer dev security auditor landlord orang people person nobody somebody someone anyone pihak user
    users member members anggota bestie
thing: shared printer printers scanner laptop komputer computer pc server situs site website web webnya toko shop store
    app apps aplikasi aplikasinya application system sistem sistemnya software program portal email emails emailnya mail
    mails mailbox inbox akun akunnya account accounts login password passwordnya sandi sandinya otp kode code codes
    pin token wifi wifinya internet internetnya jaringan network koneksi connection router modem modemnya vpn
    hosting domain dns ssl certificate sertifikat cert database db backup file files filenya dokumen dokumennya
    document documents data datanya folder pdf excel word spreadsheet invoice invoices faktur nota kwitansi receipt
    pajak tax order orders pesanan orderan parcel package paket paketnya barang barangnya kiriman resi tracking
    refund refunds uang uangnya money dana dananya saldo balance transfer payment pembayaran voucher diskon discount
    kupon tiket tiketnya ticket tickets kartu card bpjs ktp ektp kk npwp sim paspor passport surat suratnya letter
    letters laporan report reports rapor erapor nilai nilainya grades krs khs siakad lms jadwal jadwalnya schedule
    timetable absen absensi absensinya presensi attendance fingerprint sidik jari mesin machine kasir edc pos
    barcode label labels kertas paper tinta ink toner layar screen monitor display keyboard mouse kabel kabelnya
    cable cables adaptor adapter charger baterai battery hp hape handphone phone telepon phones ponsel tablet
    tablets kamera camera cctv tv projector proyektor speaker toa mic mikrofon microphone suara sound audio video
    foto photo photos gambar image images desain design undangan banner logo spanduk stok stock gudang warehouse
    kantor office ruang ruangan room kelas class loket counter rumah home sekolah school kampus campus rsud hospital
    puskesmas desa village balai gereja church masjid mosque firmware plugin plugins theme api webhook pipeline
    build builds deployment cache browser chrome firefox link linknya url button tombol menu halaman page pages
    field kolom column row list daftar settings setting setelan konfigurasi config game skin diamond item items
    level map event zoom meeting rapat skripsi thesis tugas assignment ujian exam quiz payroll gaji cuti export
    import sync integrasi integration kas grafik graph dashboard peta gps alarm notifikasi notif notifications
    notification pesan message messages chat wa whatsapp telegram sms outlook gmail teams drive sharepoint kalender
    calendar contacts kontak records record port firewall lisensi licence license langganan subscription kuota pulsa
    topup listrik power lampu light ac suhu temperature pump pompa generator genset lift elevator door pintu kunci
    key keys badge parkir kendaraan truck trucks container shipment pengiriman delivery ongkir pickup customs
    booking reservasi reservation kamar villa meja obat medicine resep prescription recipe poli antrean antrian
    queue medical bed ward klinik clinic alat device devices perangkat sensor timbangan scale oven kompor pension
    pensiun statement council letterhead font fonts layer gigi crown mechanic meter
use: login log sign buka dibuka membuka open opening akses diakses mengakses access print ngeprint cetak dicetak
    mencetak printed scan discan scanned download unduh diunduh mengunduh downloaded baca dibaca membaca read
    reading lihat dilihat melihat liat ngeliat ndelok see seen saw pakai dipakai pake dipake memakai digunakan
    gunakan menggunakan use used using simpan save saved ketik mengetik ngetik type hubung join joined submit
    submitted checkout belanja shopping transaksi transact input menginput kerja bekerja kerjaan start starts
    started mulai jalanin jalankan ran main mainin play watch nonton edit view browse install instal restart
    direstart restarted reboot rebooted refresh direfresh reload reloaded refreshed unplugged plugged colok dicolok
    nyolok klik clicked click pressed tekan ditekan followed ikuti mengikuti ngikutin instructions instruction
    langkah langkahnya steps step cara caranya petunjuk petunjuknya panduan guide saran sarannya advice penjelasan
    penjelasannya explanation explaining bersihin dibersihkan cleaned dibenerin diremote dipandu nuntun menuntun
    menuntunnya membimbing bimbingan ngajarin diajarin explained jelasin dijelasin dijelaskan told said showed shown
    wrote written tulis sambung disambung dinyalakan dihidupkan mengabarkan mengabari sampaikan menyampaikan
    disampaikan informasikan memberitahu memberitahukan kabarkan kabar say saying tell infonya informasinya info
    informasi news bantuan bantuannya bantuanya help helped assistance effort efforts solusi solusinya solution tip
    tips trick tricks answer jawaban jawabannya balasan balasannya reply replying response waktu waktunya time
    perhatian perhatiannya kerjasama kerjasamanya samanya kesabaran kesabarannya kesediaan kesediaannya usaha
    usahanya care attention being making taking staying walking chasing sorting fixing helping handling looking
    getting
entry: nomor nomornya nomer number numbers alamat alamatnya address addresses name nama namanya tanggal tgl date
    dates lahir born nik rekening rek rekeningnya norek id ext extension versi version serial sn ukuran size warna
    color colour model tipe jumlah jumlahnya amount quantity qty
span: hari day days jam hour hours menit minute minutes detik seconds minggu week weeks bulan month months tahun
    year years kali times tempo
count: satu dua tiga empat lima enam tujuh delapan sembilan sepuluh one two three four five six seven eight nine ten
    eleven twelve dozen hundred thousand ribu ratus juta belas puluh twenty thirty forty fifty siji loro telu hiji
"""
"""Kinds of words; those of slang and dialect stand beside the others."""
_ENDINGS: Final = ("nya", "ku", "mu", "lah", "pun", "ne", "in", "kan", "s", "ed", "d", "ing", "ly", "i", "an", "e")
_BEGINNINGS: Final = ("di", "nge", "ng", "ke", "ter", "ber", "me", "men", "mem", "meng", "se", "re")
_BOTH: Final = ("kan", "in", "nya", "an", "i")
UNKNOWN: Final = ("unknown",)
NUMBER: Final = ("number",)


def by_word(table: str) -> dict[str, tuple[str, ...]]:
    """The kinds of each word of a table of words by kind."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    kind = ""
    for word in table.split():
        if word.endswith(":"):
            kind = word[:-1]
        else:
            kinds[word].append(kind)
    return {word: tuple(found) for word, found in kinds.items()}


LEXICON: Final = by_word(_KINDS)


def spelled(text: str) -> list[str]:
    """The words of a text, slang and short forms written out."""
    return [part for word in words_of(text) for part in _written_out(word).split()]


def _written_out(word: str) -> str:
    """What stands for a word, with its last letter drawn out ('makasihh') or not."""
    plain = word[:-1] if word[-2:-1] == word[-1] and word not in LEXICON else word
    return SLANG.get(word) or SLANG.get(plain) or word


def kinds_of(word: str) -> tuple[str, ...]:
    """What kinds of word it is, its endings and beginnings taken off where the whole isn't known."""
    if any(letter.isdigit() for letter in word):
        return NUMBER
    return next((LEXICON[form] for form in _forms(word) if form in LEXICON), UNKNOWN)


def _forms(word: str) -> Iterator[str]:
    """The word, and what is left of it without affixes."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            yield word.removesuffix(ending)
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) >= len(beginning) + 4:
            rest = word.removeprefix(beginning)
            yield rest
            for ending in _BOTH:
                if rest.endswith(ending) and len(rest) >= len(ending) + 3:
                    yield rest.removesuffix(ending)
